package org.inrzoo.engine.samediff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays of one SameDiff step, handed out again at the next.
 *
 * <p>M2.1's own manager never sees a {@code release}, so each step allocates all its arrays anew and leaves the old
 * ones to the garbage collector: measured, twice the time and many times the memory.
 */
public final class StepMemory extends AbstractMemoryMgr {

    private final Map<String, Deque<INDArray>> free = new HashMap<>();
    private final List<INDArray> used = new ArrayList<>();

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
        Deque<INDArray> waiting = free.get(key(type, shape));
        INDArray array =
                waiting == null || waiting.isEmpty() ? Nd4j.createUninitializedDetached(type, shape) : waiting.pop();
        used.add(array);
        return array;
    }

    @Override
    public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
        if (descriptor.isEmpty()) {
            return Nd4j.empty(descriptor.dataType());
        }
        return descriptor.getOrder() == 'c'
                ? allocate(detached, descriptor.dataType(), descriptor.getShape())
                : Nd4j.create(descriptor, false);
    }

    @Override
    public void release(INDArray array) {
        // All arrays of a step stay valid until nextStep().
    }

    /** Takes all arrays back: whoever still holds one must have copied it. */
    public void nextStep() {
        used.forEach(array -> free.computeIfAbsent(key(array.dataType(), array.shape()), key -> new ArrayDeque<>())
                .push(array));
        used.clear();
    }

    /** Bytes of all arrays handed out since the last {@link #nextStep}. */
    long bytes() {
        return used.stream()
                .mapToLong(array -> array.length() * array.dataType().width())
                .sum();
    }

    @Override
    public void close() {
        nextStep();
        free.values().forEach(arrays -> arrays.forEach(INDArray::close));
        free.clear();
    }

    private static String key(DataType type, long[] shape) {
        return type + Arrays.toString(shape);
    }
}
