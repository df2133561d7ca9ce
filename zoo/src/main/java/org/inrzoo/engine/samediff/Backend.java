package org.inrzoo.engine.samediff;

import java.util.Optional;
import org.inrzoo.engine.EngineException;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The one ND4J backend on the class path: CPU, or CUDA where the project was built with {@code -Pcuda}. */
public final class Backend {

    /** ND4J 1.0.0-M2.1's CUDA library holds machine code for sm_37 to sm_86 only, and no PTX to compile anew. */
    private static final int FIRST_UNSUPPORTED_MAJOR = 9;

    private Backend() {}

    /**
     * Starts the backend with this many threads, or refuses a GPU it has no machine code for. The number of threads
     * holds for the whole process: ND4J has but one.
     */
    public static void start(int threads) {
        boolean cuda = Nd4j.getBackend().getClass().getSimpleName().equals("JCublasBackend");
        NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
        if (cuda) {
            refusal(ops.getDeviceMajor(0), ops.getDeviceMinor(0)).ifPresent(reason -> {
                throw new EngineException(reason);
            });
        }
        ops.setOmpNumThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }

    /** Whether the ND4J library on the class path was built with oneDNN: its convolutions in single precision then are quick. */
    public static boolean hasOneDnn() {
        Nd4j.getBackend(); // starts what the next line asks
        return NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");
    }

    /** Why a GPU of this compute capability cannot be used, or nothing where it can. */
    static Optional<String> refusal(int major, int minor) {
        return major < FIRST_UNSUPPORTED_MAJOR
                ? Optional.empty()
                : Optional.of("this GPU is sm_" + major + minor + ", and ND4J 1.0.0-M2.1 has code for sm_37 to sm_86"
                        + " only: build without -Pcuda to run on the CPU");
    }
}
