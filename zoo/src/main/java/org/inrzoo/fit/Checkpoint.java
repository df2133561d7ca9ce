package org.inrzoo.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.inrzoo.io.DType;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.inrzoo.layer.ParameterLayout;

/**
 * A {@link FitState} as a safetensors file: every parameter under its name, the optimiser's state, the history.
 *
 * <p>The metadata says whose state it is; what it means is the caller's affair.
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
                .flatMapToDouble(row -> DoubleStream.of(row.step(), row.rate(), row.loss(), row.psnr(), row.seconds()))
                .toArray();
        tensors.add(Tensor.of(HISTORY, history, rows.size(), HISTORY_COLUMNS));
        double[] clock = {state.step(), state.seconds(), state.stepSeconds(), state.cpuSeconds()};
        tensors.add(Tensor.of(CLOCK, clock, clock.length));
        return Safetensors.of(tensors, metadata);
    }

    /**
     * The state that a file holds.
     *
     * @param name the file's name, for the message
     * @throws MalformedFileException when it is no checkpoint of a network with this layout
     */
    public static FitState read(Safetensors file, ParameterLayout layout, String name) {
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
        if (times[0] < 0 || times[0] != (int) times[0]) {
            throw new MalformedFileException(name, "its clock stands at step " + times[0]);
        }
        return new FitState(
                (int) times[0],
                parameters,
                optimizer.floats(),
                history(history.doubles()),
                times[1],
                times[2],
                times[3]);
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

    private static History history(double[] values) {
        List<History.Row> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i += HISTORY_COLUMNS) {
            rows.add(new History.Row((int) values[i], values[i + 1], values[i + 2], values[i + 3], values[i + 4]));
        }
        return new History(rows);
    }
}
