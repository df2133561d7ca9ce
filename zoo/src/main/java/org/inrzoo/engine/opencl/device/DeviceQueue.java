package org.inrzoo.engine.opencl.device;

import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.CL_KERNEL_LOCAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_KERNEL_WORK_GROUP_SIZE;
import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL10.CL_PROGRAM_BUILD_LOG;
import static org.lwjgl.opencl.CL10.CL_SUCCESS;
import static org.lwjgl.opencl.CL10.clBuildProgram;
import static org.lwjgl.opencl.CL10.clCreateBuffer;
import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clCreateKernel;
import static org.lwjgl.opencl.CL10.clCreateProgramWithSource;
import static org.lwjgl.opencl.CL10.clEnqueueNDRangeKernel;
import static org.lwjgl.opencl.CL10.clEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL10.clFinish;
import static org.lwjgl.opencl.CL10.clFlush;
import static org.lwjgl.opencl.CL10.clGetKernelWorkGroupInfo;
import static org.lwjgl.opencl.CL10.clGetProgramBuildInfo;
import static org.lwjgl.opencl.CL10.clReleaseCommandQueue;
import static org.lwjgl.opencl.CL10.clReleaseKernel;
import static org.lwjgl.opencl.CL10.clReleaseMemObject;
import static org.lwjgl.opencl.CL10.clSetKernelArg1f;
import static org.lwjgl.opencl.CL10.clSetKernelArg1i;
import static org.lwjgl.opencl.CL10.clSetKernelArg1p;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.engine.EngineException;
import org.lwjgl.BufferUtils;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/**
 * What one engine has a device do, in the order in which it is asked: kernels, transfers, memory. Everything that it has given is
 * released when it is closed. Programs are compiled once in a process.
 */
public final class DeviceQueue implements AutoCloseable {

    /** Put before every source. Products and sums are joined only where a kernel says so, so that bits do not depend on the compiler. */
    private static final String PRELUDE = "#pragma OPENCL FP_CONTRACT OFF\n";

    private static final Map<Long, Long> CONTEXTS = new HashMap<>();
    private static final Map<List<Object>, Long> PROGRAMS = new HashMap<>();

    private final Device device;
    private final int side;
    private final long context;
    private final long queue;
    private final Map<List<String>, DeviceKernel> kernels = new HashMap<>();
    private final List<DeviceMemory> memories = new ArrayList<>();

    /**
     * A queue of a device.
     *
     * @param side sides of work-groups: 4, 8 or 16; kernels know it as S
     * @throws EngineException when the device cannot be had
     */
    public DeviceQueue(Device device, int side) {
        this.device = device;
        this.side = side;
        context = context(device);
        IntBuffer code = BufferUtils.createIntBuffer(1);
        queue = clCreateCommandQueue(context, device.id(), 0, code);
        OpenCl.check(code.get(0));
    }

    private static synchronized long context(Device device) {
        return CONTEXTS.computeIfAbsent(device.id(), id -> {
            try (MemoryStack stack = MemoryStack.stackPush()) {
                PointerBuffer properties = stack.mallocPointer(3);
                properties
                        .put(0, CL_CONTEXT_PLATFORM)
                        .put(1, device.platformId())
                        .put(2, 0);
                IntBuffer code = BufferUtils.createIntBuffer(1);
                long made = clCreateContext(properties, id, null, 0, code);
                OpenCl.check(code.get(0));
                return made;
            }
        });
    }

    /** The device. */
    public Device device() {
        return device;
    }

    /** Sides of work-groups that share tiles. */
    public int side() {
        return side;
    }

    /**
     * A kernel of a source, compiled where that has not been done.
     *
     * @throws EngineException when the driver does not compile it, or it needs more than the device has
     */
    public DeviceKernel kernel(String source, String name) {
        return kernels.computeIfAbsent(List.of(source, name), key -> {
            IntBuffer code = BufferUtils.createIntBuffer(1);
            long handle = clCreateKernel(program(source), name, code);
            OpenCl.check(code.get(0));
            DeviceKernel kernel = new DeviceKernel(handle, name);
            requireRoom(kernel);
            return kernel;
        });
    }

    /** Drivers add a few bytes of their own, and notice what is too much only when the kernel runs. */
    private void requireRoom(DeviceKernel kernel) {
        long local = information(kernel, CL_KERNEL_LOCAL_MEM_SIZE);
        if (local > device.localMemory()) {
            throw new EngineException("a work-group of the kernel " + kernel.name() + " needs " + local
                    + " bytes of local memory, and " + device.name() + " has " + device.localMemory()
                    + ": take another --device, or --engine fused");
        }
        long items = information(kernel, CL_KERNEL_WORK_GROUP_SIZE);
        if (items < (long) side * side) {
            throw new EngineException("the kernel " + kernel.name() + " needs work-groups of " + side * side + ", and "
                    + device.name() + " gives it " + items + ": take another --device, or --engine fused");
        }
    }

    private long information(DeviceKernel kernel, int what) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        OpenCl.check(clGetKernelWorkGroupInfo(kernel.handle(), device.id(), what, bytes, null));
        return bytes.getLong(0);
    }

    private long program(String source) {
        synchronized (PROGRAMS) {
            return PROGRAMS.computeIfAbsent(List.of(context, side, source), key -> {
                IntBuffer code = BufferUtils.createIntBuffer(1);
                long made = clCreateProgramWithSource(context, PRELUDE + source, code);
                OpenCl.check(code.get(0));
                if (clBuildProgram(made, device.id(), "-DS=" + side, null, 0) != CL_SUCCESS) {
                    throw new EngineException("the driver of " + device.name() + " does not compile a kernel ("
                            + complaint(made) + "): take another --device, or --engine fused");
                }
                return made;
            });
        }
    }

    /** The sources that this process has compiled so far, as the driver sees them but for the size {@code S} of work-groups' sides. */
    static List<String> compiledSources() {
        synchronized (PROGRAMS) {
            return PROGRAMS.keySet().stream()
                    .map(key -> PRELUDE + key.get(2))
                    .distinct()
                    .toList();
        }
    }

    private String complaint(long program) {
        PointerBuffer length = PointerBuffer.allocateDirect(1);
        clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, (ByteBuffer) null, length);
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) length.get(0));
        clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, bytes, null);
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8)
                .replace("\0", "")
                .lines()
                .filter(line -> line.contains("error"))
                .findFirst()
                .orElse("it does not say why");
    }

    /**
     * Memory of {@code words} words of 4 bytes, whose content is undefined.
     *
     * @throws EngineException when the device has too little
     */
    public DeviceMemory allocate(long words) {
        long bytes = Math.multiplyExact(Math.max(4, words), Float.BYTES);
        if (bytes > device.largestAllocation()) {
            throw new EngineException("this needs " + bytes + " bytes in one piece, and " + device.name()
                    + " gives at most " + device.largestAllocation()
                    + ": take smaller batches or a smaller network, or --engine fused");
        }
        IntBuffer code = BufferUtils.createIntBuffer(1);
        DeviceMemory memory = new DeviceMemory(clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, code), words);
        OpenCl.check(code.get(0));
        memories.add(memory);
        return memory;
    }

    /** Releases one piece. */
    public void release(DeviceMemory memory) {
        if (memories.remove(memory)) {
            clReleaseMemObject(memory.handle());
        }
    }

    /** Writes the first {@code count} of the values. */
    public void write(DeviceMemory memory, float[] values, int count) {
        float[] exact = values.length == count ? values : Arrays.copyOf(values, count);
        if (count > 0) {
            OpenCl.check(clEnqueueWriteBuffer(queue, memory.handle(), true, 0, exact, null, null));
        }
    }

    /** Writes all values. */
    public void write(DeviceMemory memory, int[] values) {
        if (values.length > 0) {
            OpenCl.check(clEnqueueWriteBuffer(queue, memory.handle(), true, 0, values, null, null));
        }
    }

    /** Reads as many values as {@code target} has, when all that was asked for before is done. */
    public void read(DeviceMemory memory, int[] target) {
        OpenCl.check(clEnqueueReadBuffer(queue, memory.handle(), true, 0, target, null, null));
    }

    /** Has the device begin with what was asked for. */
    public void flush() {
        OpenCl.check(clFlush(queue));
    }

    /** Reads {@code count} values into {@code target}, from its place {@code at} on, when all that was asked for before is done. */
    public void read(DeviceMemory memory, float[] target, int at, int count) {
        if (at == 0 && target.length == count) {
            OpenCl.check(clEnqueueReadBuffer(queue, memory.handle(), true, 0, target, null, null));
            return;
        }
        float[] exact = new float[count];
        OpenCl.check(clEnqueueReadBuffer(queue, memory.handle(), true, 0, exact, null, null));
        System.arraycopy(exact, 0, target, at, count);
    }

    /**
     * Has a kernel run.
     *
     * @param arguments the kernel's, in their order: {@link DeviceMemory}, Integer or Float
     */
    public void run(DeviceKernel kernel, WorkSize size, List<Object> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            OpenCl.check(set(kernel.handle(), i, arguments.get(i)));
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer global = stack.pointers(size.x(), size.y(), size.z());
            PointerBuffer local = stack.pointers(size.groupX(), size.groupY(), 1);
            OpenCl.check(clEnqueueNDRangeKernel(queue, kernel.handle(), 3, null, global, local, null, null));
        }
    }

    private static int set(long kernel, int index, Object argument) {
        if (argument instanceof DeviceMemory memory) {
            return clSetKernelArg1p(kernel, index, memory.handle());
        }
        return argument instanceof Integer number
                ? clSetKernelArg1i(kernel, index, number)
                : clSetKernelArg1f(kernel, index, (Float) argument);
    }

    /** Waits for what is under way, so that no driver's thread still computes when the program ends, and releases everything. */
    @Override
    public void close() {
        clFinish(queue);
        kernels.values().forEach(kernel -> clReleaseKernel(kernel.handle()));
        kernels.clear();
        memories.forEach(memory -> clReleaseMemObject(memory.handle()));
        memories.clear();
        clReleaseCommandQueue(queue);
    }
}
