package org.inrzoo.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.inrzoo.fit.optimizer.Optimizers;
import org.inrzoo.io.DType;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.inrzoo.network.ParameterLayout;

/**
 * A {@link FitState} as a safetensors file: every parameter under its name, the optimiser's state, the history.
 *
 * <p>The metadata says whose state it is; the caller defines it.
 */
public final class Checkpoint {

    private static final String OPTIMIZER = "optimizer/state";
    private static final String HISTORY = "fit/history";
    private static final String CLOCK = "fit/clock";
    private static final int HISTORY_COLUMNS = 5;

    private Checkpoint() {}

    /** The state as a file's content. */
    public static Safetensors write(FitState state, ParameterLayout layout, Map<String, String> metadata) {
        List<Tensor> tensors = new ArrayList<>(NamedParameters.tensors(state.parameters(), layout));
        tensors.add(Tensor.of(OPTIMIZER, state.optimizer(), state.optimizer().length));
        List<History.Row> rows = state.history().rows();
        double[] history = rows.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.step(), row.rate(), row.loss(), row.score(), row.seconds()))
                .toArray();
        tensors.add(Tensor.of(HISTORY, history, rows.size(), HISTORY_COLUMNS));
        double[] clock = {state.step(), state.seconds(), state.stepSeconds(), state.cpuSeconds()};
        tensors.add(Tensor.of(CLOCK, clock, clock.length));
        return Safetensors.of(tensors, metadata);
    }

    /**
     * The state that a file holds.
     *
     * @param recipe what the fit follows: where it ends and which optimiser's state there is
     * @param name the file's name, for the message
     * @throws MalformedFileException when it is no checkpoint of a fit of a network with this layout by this recipe: a
     *     tensor is missing or of another shape, or a number cannot be what it is said to be
     */
    public static FitState read(Safetensors file, ParameterLayout layout, Recipe recipe, String name) {
        long state = Optimizers.get(recipe.optimizer()).stateSize(recipe.optimization(), layout);
        return read(file, layout, recipe.steps(), state, name);
    }

    /**
     * The state that a file holds.
     *
     * @param steps where the training ends
     * @param optimizerState values of the optimiser's state
     * @param name the file's name, for the message
     * @throws MalformedFileException as above
     */
    public static FitState read(Safetensors file, ParameterLayout layout, int steps, long optimizerState, String name) {
        Map<String, Tensor> rest = new LinkedHashMap<>(file.tensors());
        Tensor optimizer = take(rest, OPTIMIZER, DType.F32, name);
        Tensor history = take(rest, HISTORY, DType.F64, name);
        Tensor clock = take(rest, CLOCK, DType.F64, name);
        if (optimizer.shape().size() != 1
                || history.shape().size() != 2
                || history.shape().get(1) != HISTORY_COLUMNS
                || !clock.shape().equals(List.of(4L))) {
            throw new MalformedFileException(name, "its optimiser's state, history or clock has the wrong shape");
        }
        float[] parameters = NamedParameters.read(rest, layout, name);
        double[] times = clock.doubles();
        int step = step(times[0], steps, name);
        for (double seconds : Arrays.copyOfRange(times, 1, times.length)) {
            require(isDuration(seconds), name, () -> "its clock shows " + seconds + " seconds");
        }
        return new FitState(
                step,
                parameters,
                optimizer(optimizer.floats(), optimizerState, step, name),
                history(history.doubles(), step, name),
                times[1],
                times[2],
                times[3]);
    }

    /** A fit that has done all of its steps keeps no checkpoint. */
    private static int step(double step, int steps, String name) {
        require(step >= 0 && step == (int) step, name, () -> "its clock stands at step " + step);
        require(
                step < steps,
                name,
                () -> "its clock stands at step " + (int) step + " of a fit of " + steps + " steps");
        return (int) step;
    }

    private static float[] optimizer(float[] state, long needed, int step, String name) {
        require(
                state.length == needed || (step == 0 && state.length == 0),
                name,
                () -> "its optimiser's state has " + state.length + " values where " + needed + " are needed");
        for (float value : state) {
            require(
                    Float.isFinite(value),
                    name,
                    () -> "its optimiser's state holds a value that is not finite: " + value);
        }
        return state;
    }

    private static boolean isDuration(double seconds) {
        return seconds >= 0 && Double.isFinite(seconds);
    }

    /** Steps follow one another; a score or a loss may be infinite or none, where a fit is about to diverge. */
    private static History history(double[] values, int step, String name) {
        List<History.Row> rows = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < values.length; i += HISTORY_COLUMNS) {
            double[] row = Arrays.copyOfRange(values, i, i + HISTORY_COLUMNS);
            require(
                    row[0] > before
                            && row[0] <= step
                            && row[0] == (int) row[0]
                            && row[1] >= 0
                            && Double.isFinite(row[1])
                            && !(row[2] < 0)
                            && isDuration(row[4]),
                    name,
                    () -> "its history has the row " + Arrays.toString(row)
                            + " (step, rate, loss, score, seconds) at step " + step);
            rows.add(new History.Row((int) row[0], row[1], row[2], row[3], row[4]));
            before = row[0];
        }
        return new History(rows);
    }

    private static void require(boolean condition, String name, Supplier<String> otherwise) {
        if (!condition) {
            throw new MalformedFileException(name, otherwise.get());
        }
    }

    private static Tensor take(Map<String, Tensor> tensors, String key, DType type, String name) {
        Tensor tensor = tensors.remove(key);
        if (tensor == null || tensor.dtype() != type) {
            throw new MalformedFileException(
                    name,
                    "it is no checkpoint: '" + key + "' should be " + type + " and is "
                            + (tensor == null ? "missing" : tensor.dtype().toString()));
        }
        return tensor;
    }
}
