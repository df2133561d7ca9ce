package org.inrzoo.engine.fused.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.EngineException;

/**
 * Chooses the vector width of the kernels.
 *
 * <p>The compiler makes good code only of kernels whose species is a constant of their class. So a kernel class reads
 * it from here when it is initialised: the machine's preferred one as a rule, another one where {@link #instance}
 * defines the class once more, under no name, for a given width.
 */
public final class VectorWidth {

    private VectorWidth() {}

    /** The species a kernel class works with, given the class' own lookup. */
    public static VectorSpecies<Float> of(MethodHandles.Lookup kernel) {
        try {
            Integer bits = MethodHandles.classData(kernel, ConstantDescs.DEFAULT_NAME, Integer.class);
            return bits == null ? FloatVector.SPECIES_PREFERRED : species(bits);
        } catch (IllegalAccessException e) {
            throw new AssertionError("a class' own lookup has full access", e);
        }
    }

    /** A kernel class' instance for vectors of {@code bits} bits. */
    public static <T> T instance(Class<? extends T> kernel, int bits) {
        try {
            Class<?> chosen = bits == FloatVector.SPECIES_PREFERRED.vectorBitSize()
                    ? kernel
                    : MethodHandles.lookup()
                            .defineHiddenClassWithClassData(code(kernel), bits, true)
                            .lookupClass();
            @SuppressWarnings("unchecked")
            T instance = (T) chosen.getDeclaredConstructor().newInstance();
            return instance;
        } catch (ReflectiveOperationException | IOException e) {
            throw new EngineException("cannot load " + kernel.getName() + " for " + bits + "-bit vectors: " + e);
        }
    }

    private static VectorSpecies<Float> species(int bits) {
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    private static byte[] code(Class<?> kernel) throws IOException {
        try (InputStream stream = kernel.getResourceAsStream(kernel.getSimpleName() + ".class")) {
            return stream.readAllBytes();
        }
    }
}
