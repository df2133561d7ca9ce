/** OpenCL as the engine uses it: devices, memory, kernels. LWJGL is called here alone. */
package org.inrzoo.engine.opencl.device;
