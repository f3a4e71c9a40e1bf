import './jitless.ts';
import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge.ts';

contextBridge.exposeInMainWorld('organism', createBridge(ipcRenderer));
