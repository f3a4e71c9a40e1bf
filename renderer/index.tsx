import './jitless.ts';
import '@blueprintjs/core/lib/css/blueprint.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/form.css';
import './styles/search.css';
import './styles/table.css';
import './styles/run.css';
import './styles/inspector.css';
import { BlueprintProvider } from '@blueprintjs/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { bridge } from './client.ts';
import { Crash } from './components/Crash.tsx';
import { follow } from './state/live.ts';
import { followAddress } from './state/navigation.ts';
import { queryClient } from './state/queries.ts';
import { followTheme } from './state/theme.ts';

followTheme();
followAddress();
const root = createRoot(document.getElementById('root')!);
try {
  follow(bridge(), queryClient);
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
