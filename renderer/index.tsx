import './jitless.ts';
import '@blueprintjs/core/lib/css/blueprint.css';
import 'dockview-react/dist/styles/dockview.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/dock.css';
import './styles/overlays.css';
import './styles/parts.css';
import './styles/form.css';
import './styles/search.css';
import './styles/table.css';
import './styles/run.css';
import './styles/live.css';
import './styles/replay.css';
import './styles/individual.css';
import './styles/pair.css';
import './styles/inspector.css';
import './styles/lineage.css';
import './styles/engine.css';
import './styles/report.css';
import './styles/data.css';
import './styles/databank.css';
import { BlueprintProvider } from '@blueprintjs/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { bridge } from './client.ts';
import { Crash } from './components/Crash.tsx';
import { askBeforeLeaving } from './state/leaving.ts';
import { tellLeftOver } from './state/left-over.tsx';
import { follow } from './state/live.ts';
import { followAddress } from './state/navigation.ts';
import { queryClient } from './state/queries.ts';
import { followSettings } from './state/settings.ts';
import { followTheme } from './state/theme.ts';
import { toastError } from './state/toaster.ts';

const root = createRoot(document.getElementById('root')!);
// Until the settings are known as the system has it, which is how a failed start is shown.
followTheme();
try {
  follow(bridge(), queryClient);
  // Before the first view is drawn: it would be drawn in the wrong theme, with its panels in the wrong place.
  await followSettings();
  followAddress();
  void askBeforeLeaving().catch(toastError);
  void tellLeftOver().catch(toastError);
  root.render(
    <StrictMode>
      <Crash.Boundary>
        <QueryClientProvider client={queryClient}>
          <BlueprintProvider>
            <App />
          </BlueprintProvider>
        </QueryClientProvider>
      </Crash.Boundary>
    </StrictMode>,
  );
} catch (error) {
  root.render(<Crash.Notice error={error} />);
}
