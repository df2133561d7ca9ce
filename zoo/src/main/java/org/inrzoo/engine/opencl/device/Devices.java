package org.inrzoo.engine.opencl.device;

import static org.lwjgl.opencl.CL10.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NAME;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_ALL;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_GPU;
import static org.lwjgl.opencl.CL10.CL_DRIVER_VERSION;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_NAME;
import static org.lwjgl.opencl.CL10.CL_SUCCESS;
import static org.lwjgl.opencl.CL10.clGetDeviceIDs;
import static org.lwjgl.opencl.CL10.clGetDeviceInfo;
import static org.lwjgl.opencl.CL10.clGetPlatformIDs;
import static org.lwjgl.opencl.CL10.clGetPlatformInfo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inrzoo.engine.EngineException;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;

/** The devices of this machine, and which of them computes. OpenCL is loaded when they are first asked for. */
public final class Devices {

    /** The system property that names the device to compute on: its number, or a part of its name; the first GPU where it is not set. */
    public static final String PROPERTY = "inrzoo.device";

    private static final String INSTALL = "install the driver of your GPU, which brings OpenCL, and its loader"
            + " (Debian, Ubuntu: apt-get install ocl-icd-libopencl1; without a GPU, to try: pocl-opencl-icd)";

    private static List<Device> found;

    private Devices() {}

    /**
     * All devices, in the order of their numbers.
     *
     * @throws EngineException when OpenCL cannot be loaded, or has no device here
     */
    public static synchronized List<Device> all() {
        if (found == null) {
            load();
            List<Device> devices = find();
            if (devices.isEmpty()) {
                throw new EngineException("OpenCL has no device here: " + INSTALL);
            }
            found = List.copyOf(devices);
        }
        return found;
    }

    /** Whether this machine may have a GPU; loads nothing. On Linux a GPU has a node in {@code /dev}. */
    public static boolean mayHaveGpu() {
        return !System.getProperty("os.name").equals("Linux") || mayHaveGpu(Path.of("/dev"));
    }

    /** Whether a folder of nodes has one of a GPU: NVIDIA's, AMD's, any that draws, or Windows' below Linux. */
    static boolean mayHaveGpu(Path nodes) {
        if (Stream.of("kfd", "dxg").map(nodes::resolve).anyMatch(Files::exists)) {
            return true;
        }
        return holds(nodes, "nvidia[0-9]*") || holds(nodes.resolve("dri"), "renderD*");
    }

    private static boolean holds(Path folder, String names) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
            return found.iterator().hasNext();
        } catch (IOException none) {
            return false;
        }
    }

    /** Why OpenCL cannot compute here at all, in one line; empty where it has a device. */
    public static Optional<String> hindrance() {
        try {
            all();
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * The device that computes: the one that the property {@value #PROPERTY} names, else the first GPU.
     *
     * @throws EngineException when there is none
     */
    public static Device chosen() {
        return chosen(all(), System.getProperty(PROPERTY, ""));
    }

    /**
     * The device that a number or a part of a name means; the first GPU where it is empty.
     *
     * @throws EngineException when there is none, or several have this name
     */
    public static Device chosen(List<Device> devices, String wanted) {
        if (wanted.isBlank()) {
            return devices.stream()
                    .filter(Device::gpu)
                    .findFirst()
                    .orElseThrow(() -> new EngineException("OpenCL has no GPU here: --engine fused is made for this"
                            + " processor; --device 0 computes by OpenCL on "
                            + devices.get(0).name() + " all the same"));
        }
        List<Device> meant =
                devices.stream().filter(device -> means(wanted, device)).toList();
        if (meant.size() != 1) {
            throw new EngineException((meant.isEmpty() ? "no device is '" : "several devices are '") + wanted
                    + "'; there are: "
                    + devices.stream()
                            .map(device -> device.number() + " " + device.name())
                            .collect(Collectors.joining(", ")));
        }
        return meant.get(0);
    }

    private static boolean means(String wanted, Device device) {
        return wanted.chars().allMatch(Character::isDigit)
                ? wanted.equals(Integer.toString(device.number()))
                : device.name().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    /**
     * Loads OpenCL: on Debian under a name of its own, since {@code libOpenCL.so} is for developers alone, else under the platform's.
     *
     * @throws EngineException when there is neither
     */
    private static void load() {
        Configuration.OPENCL_EXPLICIT_INIT.set(true);
        Configuration.DEBUG_STREAM.set(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            try {
                CL.create("libOpenCL.so.1");
            } catch (UnsatisfiedLinkError onlyOnLinux) {
                CL.create();
            }
        } catch (LinkageError e) {
            throw absent(e);
        }
    }

    /** What it means that OpenCL cannot be loaded: LWJGL's own library is missing, which its loader names, or the system's. */
    static EngineException absent(LinkageError error) {
        return error instanceof UnsatisfiedLinkError
                        && !String.valueOf(error.getMessage()).contains("lwjgl")
                ? new EngineException("there is no OpenCL here: " + INSTALL)
                : withoutNatives();
    }

    private static EngineException withoutNatives() {
        return new EngineException(
                "LWJGL, by which OpenCL is called, has no native library for this platform on the class path:"
                        + " add org.lwjgl:lwjgl with the classifier natives-linux, natives-windows or natives-macos");
    }

    private static List<Device> find() {
        List<Device> devices = new ArrayList<>();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer count = stack.mallocInt(1);
            if (clGetPlatformIDs(null, count) != CL_SUCCESS || count.get(0) == 0) {
                return devices; // a loader that knows no driver says so by an error of its own
            }
            PointerBuffer platforms = stack.mallocPointer(count.get(0));
            clGetPlatformIDs(platforms, (IntBuffer) null);
            for (int i = 0; i < platforms.capacity(); i++) {
                long platform = platforms.get(i);
                if (clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, null, count) != CL_SUCCESS) {
                    continue; // a driver without a device
                }
                PointerBuffer ids = stack.mallocPointer(count.get(0));
                clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, ids, (IntBuffer) null);
                for (int k = 0; k < ids.capacity(); k++) {
                    devices.add(device(devices.size(), platform, ids.get(k)));
                }
            }
        }
        return devices;
    }

    private static Device device(int number, long platform, long id) {
        return new Device(
                number,
                text(id, CL_DEVICE_NAME, false),
                text(platform, CL_PLATFORM_NAME, true),
                text(id, CL_DRIVER_VERSION, false),
                (number(id, CL_DEVICE_TYPE) & CL_DEVICE_TYPE_GPU) != 0,
                number(id, CL_DEVICE_GLOBAL_MEM_SIZE),
                number(id, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                number(id, CL_DEVICE_LOCAL_MEM_SIZE),
                (int) number(id, CL_DEVICE_MAX_WORK_GROUP_SIZE),
                platform,
                id);
    }

    private static String text(long of, int what, boolean isPlatform) {
        PointerBuffer length = PointerBuffer.allocateDirect(1);
        ByteBuffer none = null;
        OpenCl.check(isPlatform ? clGetPlatformInfo(of, what, none, length) : clGetDeviceInfo(of, what, none, length));
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) length.get(0));
        OpenCl.check(isPlatform ? clGetPlatformInfo(of, what, bytes, null) : clGetDeviceInfo(of, what, bytes, null));
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    /** A number of 4 or 8 bytes. */
    private static long number(long device, int what) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        OpenCl.check(clGetDeviceInfo(device, what, bytes, null));
        return bytes.getLong(0);
    }
}
