package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A convolution whose kernel is a trained basis and a 3×3 convolution of the basis' planes, each of which has a kernel of its own, as
 * RefConv has it with a basis that stays (Cai et al. 2023):
 *
 * <pre>W = W_b + W_b * W_r     for every pair of an input and an output, zeros around the k×k plane</pre>
 *
 * <p>W_r is zero at first, so that training starts from the plain layer.
 *
 * @param plain what it is once W is made; W_b is drawn as its weight is
 */
public record RefocusedConvolution(GridConvolution plain) implements GeneratedWeights {

    private static final int SIDE = 3;
    private static final int TAPS = SIDE * SIDE;

    @Override
    public GridConvolution plain(int inputs) {
        return plain;
    }

    /** The plain layer's, of which the weight is W_b, and W_r, [9, inputs·outputs]. */
    @Override
    public List<Parameter> parameters(int inputs) {
        List<Parameter> parameters = new ArrayList<>(plain.parameters(inputs));
        parameters.add(new Parameter(
                "refocus",
                List.of(TAPS, Math.multiplyExact(inputs, plain.width())),
                Initializer.zeros(),
                TAPS,
                TAPS,
                true));
        return List.copyOf(parameters);
    }

    /** With every plane's neighbourhoods side by side, a plane's convolution is a sum over nine of them. */
    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable basis = graph.parameter("weight"); // [k, k, inputs, outputs]
        long planes = (long) graph.inputs() * plain.width();
        long area = (long) plain.side() * plain.side();
        LayerGraph kernel = graph.on(List.of(plain.side(), plain.side()), (int) planes);
        SDVariable near = kernel.neighborhoods(graph.sd().reshape(basis, area, planes), SIDE); // [k·k, 9·planes]
        SDVariable around = graph.sd().reshape(near, area, TAPS, planes);
        SDVariable refocus = graph.sd().reshape(graph.parameter("refocus"), 1, TAPS, planes);
        SDVariable learnt = around.mul(refocus).sum(1); // [k·k, planes]
        SDVariable made = graph.sd()
                .reshape(
                        graph.sd().reshape(basis, area, planes).add(learnt),
                        plain.side(),
                        plain.side(),
                        graph.inputs(),
                        plain.width());
        return plain.define(graph.with("weight", made), x);
    }

    @Override
    public Map<String, float[]> generated(int inputs, Map<String, float[]> values) {
        float[] basis = values.get("weight");
        float[] refocus = values.get("refocus");
        float[] made = basis.clone();
        int planes = inputs * plain.width();
        forTaps((to, from, tap) -> {
            for (int plane = 0; plane < planes; plane++) {
                made[to * planes + plane] += basis[from * planes + plane] * refocus[tap * planes + plane];
            }
        });
        return Map.of("weight", made, "bias", values.get("bias"));
    }

    @Override
    public Map<String, float[]> pulledBack(int inputs, Map<String, float[]> values, Map<String, float[]> gradient) {
        float[] basis = values.get("weight");
        float[] refocus = values.get("refocus");
        float[] byMade = gradient.get("weight");
        float[] byBasis = byMade.clone();
        float[] byRefocus = new float[refocus.length];
        int planes = inputs * plain.width();
        forTaps((to, from, tap) -> {
            for (int plane = 0; plane < planes; plane++) {
                float dy = byMade[to * planes + plane];
                byBasis[from * planes + plane] += dy * refocus[tap * planes + plane];
                byRefocus[tap * planes + plane] += dy * basis[from * planes + plane];
            }
        });
        return Map.of("weight", byBasis, "refocus", byRefocus, "bias", gradient.get("bias"));
    }

    /** A place of the kernel, a place around it, and which of its nine neighbours that is. */
    private interface Tap {
        void at(int to, int from, int tap);
    }

    private void forTaps(Tap visitor) {
        int side = plain.side();
        for (int to = 0; to < side * side; to++) {
            for (int tap = 0; tap < TAPS; tap++) {
                int row = to / side + tap / SIDE - SIDE / 2;
                int column = to % side + tap % SIDE - SIDE / 2;
                if (row >= 0 && row < side && column >= 0 && column < side) {
                    visitor.at(to, row * side + column, tap);
                }
            }
        }
    }
}
