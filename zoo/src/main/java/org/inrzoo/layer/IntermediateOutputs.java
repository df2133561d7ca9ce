package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Layers with outputs on the way: behind some of them stands a linear layer of its own, and the outputs of all these leave
 * side by side, as in Lindell et al. 2022, §3.
 *
 * <pre>x_i = step_i(x_{i-1}),   y = [x_t W_t + b_t  for every output step t],   [points, output steps · readout width]</pre>
 *
 * <p>Steps and the linear layers behind them have the names {@code "step3"} and {@code "tap4"}: the parameters of a chain with fewer
 * outputs are among those of the same chain with more.
 *
 * @param steps the layers; each looks at a point by itself, and none is an encoding
 * @param outputSteps numbers of the steps, from 1, behind which there is an output, ascending; the last one is among them
 * @param readout the linear layer of each output
 */
public record IntermediateOutputs(List<Layer> steps, List<Integer> outputSteps, Dense readout) implements Layer {

    /**
     * One of the layers inside: a step or an output's.
     *
     * @param name before the names of its parameters
     * @param inputs features that enter it
     */
    public record Part(String name, Layer layer, int inputs) {

        /** The name that a parameter of the layer has among all of them. */
        public String name(Parameter parameter) {
            return name + "/" + parameter.name();
        }

        private List<Parameter> parameters() {
            return layer.parameters(inputs).stream()
                    .map(parameter -> parameter.named(name(parameter)))
                    .toList();
        }
    }

    public IntermediateOutputs {
        steps = List.copyOf(steps);
        outputSteps = List.copyOf(outputSteps);
        if (steps.stream().anyMatch(step -> step instanceof Encoding || step.usesBatchStatistics())) {
            throw new IllegalArgumentException(
                    "a chain with intermediate outputs has no encoding and no statistics over a batch");
        }
        int passed = 0;
        for (int step : outputSteps) {
            if (step <= passed) {
                throw new IllegalArgumentException("output steps ascend from 1, unlike " + outputSteps);
            }
            passed = step;
        }
        if (passed == 0 || passed != steps.size()) {
            throw new IllegalArgumentException(
                    "the last of " + steps.size() + " steps has an output, unlike " + outputSteps);
        }
    }

    /** The steps in their order, then the linear layers of the outputs. */
    public List<Part> parts(int inputs) {
        List<Part> parts = new ArrayList<>();
        List<Part> ends = new ArrayList<>();
        int features = inputs;
        for (int i = 1; i <= steps.size(); i++) {
            Layer step = steps.get(i - 1);
            parts.add(new Part("step" + i, step, features));
            features = step.outputs(features);
            if (outputSteps.contains(i)) {
                ends.add(new Part("tap" + i, readout, features));
            }
        }
        parts.addAll(ends);
        return parts;
    }

    @Override
    public int outputs(int inputs) {
        return Math.multiplyExact(outputSteps.size(), readout.width());
    }

    @Override
    public List<Parameter> parameters(int inputs) {
        return parts(inputs).stream()
                .flatMap(part -> part.parameters().stream())
                .toList();
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        List<Part> parts = parts(graph.inputs());
        List<Part> ends = parts.subList(steps.size(), parts.size());
        List<SDVariable> outputs = new ArrayList<>(); // each [N, readout width]
        for (int i = 1; i <= steps.size(); i++) {
            x = define(graph, parts.get(i - 1), x);
            if (outputSteps.contains(i)) {
                outputs.add(define(graph, ends.get(outputs.size()), x));
            }
        }
        return outputs.size() == 1 ? outputs.get(0) : graph.sd().concat(1, outputs.toArray(SDVariable[]::new));
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return steps.stream()
                .flatMap(step -> step.withoutDerivative(order).map(why -> step + ": " + why).stream())
                .findFirst();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        List<Part> parts = parts(graph.inputs());
        List<Part> ends = parts.subList(steps.size(), parts.size());
        List<Jet> outputs = new ArrayList<>(); // each of the readout's features
        for (int i = 1; i <= steps.size(); i++) {
            x = differentiate(graph, parts.get(i - 1), x);
            if (outputSteps.contains(i)) {
                outputs.add(differentiate(graph, ends.get(outputs.size()), x));
            }
        }
        return Jet.concat(outputs);
    }

    private static Jet differentiate(LayerGraph graph, Part part, Jet x) {
        return part.layer.differentiate(graph.inside(part.name, part.inputs), x);
    }

    private static SDVariable define(LayerGraph graph, Part part, SDVariable x) {
        return part.layer.define(graph.inside(part.name, part.inputs), x);
    }

    @Override
    public long macs(int inputs) {
        return parts(inputs).stream()
                .mapToLong(part -> part.layer.macs(part.inputs))
                .sum();
    }
}
