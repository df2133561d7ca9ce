package org.inrzoo.engine.opencl.device;

import static org.lwjgl.opencl.CL10.CL_INVALID_BUFFER_SIZE;
import static org.lwjgl.opencl.CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE;
import static org.lwjgl.opencl.CL10.CL_OUT_OF_HOST_MEMORY;
import static org.lwjgl.opencl.CL10.CL_OUT_OF_RESOURCES;
import static org.lwjgl.opencl.CL10.CL_SUCCESS;

import java.util.Set;
import org.inrzoo.engine.EngineException;

/** What OpenCL's answers mean. */
final class OpenCl {

    private static final Set<Integer> FULL = Set.of(
            CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_HOST_MEMORY, CL_OUT_OF_RESOURCES, CL_INVALID_BUFFER_SIZE);

    private OpenCl() {}

    /** Throws where a call has failed. */
    static void check(int code) {
        if (code == CL_SUCCESS) {
            return;
        }
        throw new EngineException(
                FULL.contains(code)
                        ? "the device has too little memory or other resources for this (OpenCL's error " + code
                                + "): take smaller batches or a smaller network, or --engine fused"
                        : "OpenCL has failed with error " + code + ": --engine fused does without it");
    }
}
