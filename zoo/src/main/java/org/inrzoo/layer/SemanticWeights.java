package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A layer whose weight is its own plus what a small network, the generator, makes of a constant vector that describes the signal, as in
 * "Encoding Semantic Priors into the Weights of Implicit Neural Representation", Cai and Shen 2024, made again from its abstract:
 *
 * <pre>W = W_0 + reshape(h A),   h = ReLU(v B + c),   v = s / |s|;   or, without a generator's hidden layer, h = v</pre>
 *
 * <p>A is almost zero at first, so that training starts from the plain layer. s stays as it is, and with it W is a plain weight.
 *
 * @param plain a layer with a parameter {@code weight}, what it is once W is made; W_0 is drawn as its weight is
 * @param semantics the length of s
 * @param first what s is: {@link Initializer.OfSignal} is replaced by what describes the signal when a fit begins
 * @param hidden the length of h; 0 where h is v
 */
public record SemanticWeights(Layer plain, int semantics, Initializer first, int hidden) implements GeneratedWeights {

    /** Standard deviation of A at first. */
    private static final double SMALL = 1e-4;

    /** Keeps a vector of zeros from being divided by its length. */
    private static final double NO_LENGTH = 1e-12;

    @Override
    public Layer plain(int inputs) {
        return plain;
    }

    /** The plain layer's, of which the weight is W_0; A, row by row, [hidden · values of the weight], B, [semantics, hidden], c; and s, which stays. */
    @Override
    public List<Parameter> parameters(int inputs) {
        List<Parameter> parameters = new ArrayList<>(plain.parameters(inputs));
        int length = weight(inputs).length();
        int spread = Math.multiplyExact(features(), length);
        parameters.add(
                new Parameter("spread", List.of(spread), new Initializer.Normal(SMALL), features(), length, true));
        if (hidden > 0) {
            Initializer uniform = Initializer.pytorchDefault();
            parameters.add(new Parameter("generator", List.of(semantics, hidden), uniform, semantics, hidden, true));
            parameters.add(new Parameter("offset", List.of(hidden), uniform, semantics, hidden, true));
        }
        parameters.add(new Parameter("semantics", List.of(semantics), first, semantics, semantics, false));
        return List.copyOf(parameters);
    }

    private Parameter weight(int inputs) {
        return plain.parameters(inputs).stream()
                .filter(parameter -> parameter.name().equals("weight"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(plain + " has no parameter 'weight'"));
    }

    /** The length of h. */
    private int features() {
        return hidden > 0 ? hidden : semantics;
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        return plain.define(graph.with("weight", generated(graph)), x);
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        return plain.differentiate(graph.with("weight", generated(graph)), x);
    }

    /** W. */
    private SDVariable generated(LayerGraph graph) {
        SDVariable s = graph.sd().reshape(graph.parameter("semantics"), 1, semantics);
        SDVariable scale = graph.sd().math().rsqrt(s.mul(s).sum().add(NO_LENGTH));
        SDVariable h = s.mul(scale); // [1, semantics]
        if (hidden > 0) {
            SDVariable z = h.mmul(graph.parameter("generator")).add(graph.parameter("offset"));
            h = z.mul(graph.sd().math().step(z, 0)); // [1, hidden]
        }
        SDVariable own = graph.parameter("weight");
        SDVariable spread = graph.sd().reshape(graph.parameter("spread"), features(), -1);
        return own.add(graph.sd().reshape(h.mmul(spread), own.getShape()));
    }

    /** v. */
    private static float[] unit(float[] s) {
        double squares = NO_LENGTH;
        for (float value : s) {
            squares += (double) value * value;
        }
        float[] unit = new float[s.length];
        for (int i = 0; i < s.length; i++) {
            unit[i] = (float) (s[i] / Math.sqrt(squares));
        }
        return unit;
    }

    /** h. */
    private float[] features(Map<String, float[]> values) {
        float[] v = unit(values.get("semantics"));
        if (hidden == 0) {
            return v;
        }
        float[] h = values.get("offset").clone();
        for (int i = 0; i < semantics; i++) {
            for (int k = 0; k < hidden; k++) {
                h[k] += v[i] * values.get("generator")[i * hidden + k];
            }
        }
        for (int k = 0; k < hidden; k++) {
            h[k] = Math.max(0, h[k]);
        }
        return h;
    }

    @Override
    public Map<String, float[]> generated(int inputs, Map<String, float[]> values) {
        Map<String, float[]> made = new HashMap<>();
        plain.parameters(inputs).forEach(parameter -> made.put(parameter.name(), values.get(parameter.name())));
        float[] weight = values.get("weight").clone();
        float[] spread = values.get("spread");
        float[] h = features(values);
        for (int k = 0; k < h.length; k++) {
            for (int j = 0; j < weight.length; j++) {
                weight[j] += h[k] * spread[k * weight.length + j];
            }
        }
        made.put("weight", weight);
        return made;
    }

    @Override
    public Map<String, float[]> pulledBack(int inputs, Map<String, float[]> values, Map<String, float[]> gradient) {
        Map<String, float[]> result = new HashMap<>(gradient);
        float[] byWeight = gradient.get("weight");
        float[] spread = values.get("spread");
        float[] h = features(values);
        float[] bySpread = new float[spread.length];
        float[] byFeatures = new float[h.length];
        for (int k = 0; k < h.length; k++) {
            double sum = 0;
            for (int j = 0; j < byWeight.length; j++) {
                bySpread[k * byWeight.length + j] = h[k] * byWeight[j];
                sum += (double) spread[k * byWeight.length + j] * byWeight[j];
            }
            byFeatures[k] = h[k] > 0 || hidden == 0 ? (float) sum : 0;
        }
        result.put("spread", bySpread);
        if (hidden > 0) {
            float[] v = unit(values.get("semantics"));
            float[] byGenerator = new float[semantics * hidden];
            for (int i = 0; i < byGenerator.length; i++) {
                byGenerator[i] = v[i / hidden] * byFeatures[i % hidden];
            }
            result.put("generator", byGenerator);
            result.put("offset", Arrays.copyOf(byFeatures, hidden));
        }
        return result;
    }
}
