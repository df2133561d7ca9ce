package org.inrzoo.engine.fused.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.EngineException;

/**
 * Chooses the width of the vectors of a class of loops.
 *
 * <p>The compiler makes good code only of loops whose species is a constant of their class. So a class of loops reads
 * it from here when it is initialised:
 *
 * <pre>private static final VectorSpecies&lt;Float&gt; S = VectorWidth.of(MethodHandles.lookup());</pre>
 *
 * That is the machine's preferred one as a rule, another one where {@link Kernels#loops} defines the class once more,
 * as a hidden class, for a given width.
 */
public final class VectorWidth {

    /** By class and width, so that what the compiler has learnt of a loop serves all engines. */
    private static final ClassValue<Map<Integer, Object>> INSTANCES = new ClassValue<>() {
        @Override
        protected Map<Integer, Object> computeValue(Class<?> loops) {
            return new ConcurrentHashMap<>();
        }
    };

    private VectorWidth() {}

    /** The species that a class of loops works with, given the class' own lookup. */
    public static VectorSpecies<Float> of(MethodHandles.Lookup loops) {
        try {
            Integer bits = MethodHandles.classData(loops, ConstantDescs.DEFAULT_NAME, Integer.class);
            return bits == null ? FloatVector.SPECIES_PREFERRED : species(bits);
        } catch (IllegalAccessException e) {
            throw new AssertionError("a class' own lookup has full access", e);
        }
    }

    /** The one instance of a class of loops for vectors of {@code bits} bits. */
    static <T> T instance(MethodHandles.Lookup lookup, Class<? extends T> loops, int bits) {
        @SuppressWarnings("unchecked")
        T instance = (T) INSTANCES.get(loops).computeIfAbsent(bits, width -> create(lookup, loops, width));
        return instance;
    }

    private static Object create(MethodHandles.Lookup lookup, Class<?> loops, int bits) {
        try {
            MethodHandles.Lookup own = bits == FloatVector.SPECIES_PREFERRED.vectorBitSize()
                    ? MethodHandles.privateLookupIn(loops, lookup)
                    : lookup.defineHiddenClassWithClassData(code(loops), bits, true);
            return own.findConstructor(own.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new EngineException("cannot load " + loops.getName() + " for " + bits + "-bit vectors: " + e);
        }
    }

    private static VectorSpecies<Float> species(int bits) {
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    private static byte[] code(Class<?> loops) throws IOException {
        String name = loops.getName();
        try (InputStream stream = loops.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return stream.readAllBytes();
        }
    }
}
