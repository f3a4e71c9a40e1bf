import { compileKernel } from '../../../main/evaluation/kernel/build.ts';

/** The kernel as its sources say now, whatever stands in out/. */
export const kernelModule = new WebAssembly.Module(await compileKernel());
