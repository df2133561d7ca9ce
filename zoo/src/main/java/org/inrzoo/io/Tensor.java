package org.inrzoo.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.option.Quoted;

/**
 * A named array of numbers, as a tensor file holds it.
 *
 * <p>A tensor made from an array holds a copy. Two tensors are equal when all their parts are, bit by bit.
 *
 * @param name  any text but the reserved {@code __metadata__}
 * @param dtype the kind of number
 * @param shape sizes of the axes, each at least 0, the last one varying fastest; none for a single number
 * @param data  the numbers in little-endian bytes; handed out read-only, in little-endian order, from position 0
 */
public record Tensor(String name, DType dtype, List<Long> shape, ByteBuffer data) {

    static final String RESERVED_NAME = "__metadata__";

    /**
     * Checks that the parts fit together.
     *
     * @param data the bytes from its position to its limit; not copied
     * @throws IllegalArgumentException if the name is reserved or no valid Unicode, a size is negative, or the number
     *                                  of bytes does not follow from type and shape
     */
    public Tensor {
        requireName(name);
        shape = List.copyOf(shape);
        long expected = Math.multiplyExact(count(name, shape), dtype.bytes());
        if (data.remaining() != expected) {
            throw new IllegalArgumentException("tensor " + Quoted.of(name) + " of type " + dtype + " and shape " + shape
                    + " takes " + expected + " bytes, not " + data.remaining());
        }
        data = data.asReadOnlyBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A tensor of single-precision numbers.
     *
     * @param values its numbers, the last axis fastest; copied
     * @param shape its length along each axis
     * @throws IllegalArgumentException if the name is not allowed or the shape does not hold exactly these values
     */
    public static Tensor of(String name, float[] values, long... shape) {
        ByteBuffer bytes = allocate(name, DType.F32, values.length, shape);
        bytes.asFloatBuffer().put(values);
        return new Tensor(name, DType.F32, boxed(shape), bytes);
    }

    /**
     * A tensor of double-precision numbers.
     *
     * @param values its numbers, the last axis fastest; copied
     * @param shape its length along each axis
     * @throws IllegalArgumentException if the name is not allowed or the shape does not hold exactly these values
     */
    public static Tensor of(String name, double[] values, long... shape) {
        ByteBuffer bytes = allocate(name, DType.F64, values.length, shape);
        bytes.asDoubleBuffer().put(values);
        return new Tensor(name, DType.F64, boxed(shape), bytes);
    }

    /**
     * A tensor of 64-bit integers.
     *
     * @param values its numbers, the last axis fastest; copied
     * @param shape its length along each axis
     * @throws IllegalArgumentException if the name is not allowed or the shape does not hold exactly these values
     */
    public static Tensor of(String name, long[] values, long... shape) {
        ByteBuffer bytes = allocate(name, DType.I64, values.length, shape);
        bytes.asLongBuffer().put(values);
        return new Tensor(name, DType.I64, boxed(shape), bytes);
    }

    /**
     * A tensor of as many single-precision numbers as the shape holds, from index {@code from} of an array on.
     *
     * @param values holds its numbers among others, the last axis fastest; copied
     * @param shape its length along each axis
     * @throws IllegalArgumentException if the name is not allowed or the array ends too early
     */
    public static Tensor slice(String name, float[] values, int from, long... shape) {
        long count = count(name, boxed(shape));
        if (from < 0 || count > values.length - from) {
            throw new IllegalArgumentException("tensor " + Quoted.of(name) + " of shape " + Arrays.toString(shape)
                    + " does not fit into " + values.length + " values from index " + from + " on");
        }
        return of(name, Arrays.copyOfRange(values, from, from + (int) count), shape);
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether {@link #floats} can be asked: the type is F32, F16 or BF16. */
    public boolean hasFloats() {
        return dtype == DType.F32 || dtype == DType.F16 || dtype == DType.BF16;
    }

    /**
     * A copy of the numbers of a tensor of type F32, F16 or BF16, the last axis varying fastest.
     *
     * @throws IllegalStateException if the tensor is of another type
     */
    public float[] floats() {
        if (dtype == DType.F16 || dtype == DType.BF16) {
            ShortBuffer halves = data().asShortBuffer();
            float[] values = new float[halves.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = dtype == DType.F16
                        ? HalfPrecision.ofHalf(halves.get(i))
                        : HalfPrecision.ofUpperHalf(halves.get(i));
            }
            return values;
        }
        float[] values = new float[count(DType.F32)];
        data().asFloatBuffer().get(values);
        return values;
    }

    /** A tensor of type F32 with each number as the nearest of half precision, type F16; one of another type as it is. */
    public Tensor halved() {
        if (dtype != DType.F32) {
            return this;
        }
        float[] values = floats();
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * DType.F16.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(HalfPrecision.bits(value));
        }
        return new Tensor(name, DType.F16, shape, bytes.flip());
    }

    /**
     * A copy of the numbers of a tensor of type F64, the last axis varying fastest.
     *
     * @throws IllegalStateException if the tensor is of another type
     */
    public double[] doubles() {
        double[] values = new double[count(DType.F64)];
        data().asDoubleBuffer().get(values);
        return values;
    }

    /**
     * A copy of the numbers of a tensor of type I64, the last axis varying fastest.
     *
     * @throws IllegalStateException if the tensor is of another type
     */
    long[] longs() {
        long[] values = new long[count(DType.I64)];
        data().asLongBuffer().get(values);
        return values;
    }

    private int count(DType wanted) {
        if (dtype != wanted) {
            throw new IllegalStateException("tensor " + Quoted.of(name) + " is of type " + dtype + ", not " + wanted);
        }
        return data.capacity() / dtype.bytes();
    }

    /** How many numbers a shape holds: few enough that their bytes can be counted as well. */
    private static long count(String name, List<Long> shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "tensor " + Quoted.of(name) + " has a negative size in its shape " + shape);
            }
            if (size > 0 && count > Long.MAX_VALUE / Long.BYTES / size) {
                throw new IllegalArgumentException(
                        "tensor " + Quoted.of(name) + " is too large: its shape is " + shape);
            }
            count *= size;
        }
        return count;
    }

    private static ByteBuffer allocate(String name, DType dtype, int count, long[] shape) {
        long expected = count(name, boxed(shape));
        if (count != expected) {
            throw new IllegalArgumentException("tensor " + Quoted.of(name) + " of shape " + Arrays.toString(shape)
                    + " holds " + expected + " values, not " + count);
        }
        if (count > Integer.MAX_VALUE / dtype.bytes()) {
            throw new IllegalArgumentException("tensor " + Quoted.of(name) + " is larger than 2 GiB");
        }
        return ByteBuffer.allocate(count * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    private static void requireName(String name) {
        requireUnicode(name);
        if (name.equals(RESERVED_NAME)) {
            throw new IllegalArgumentException("a tensor cannot be named " + RESERVED_NAME);
        }
    }

    /** Java strings can hold halves of characters, which no file can. */
    static void requireUnicode(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a name or text is not valid Unicode");
        }
    }
}
