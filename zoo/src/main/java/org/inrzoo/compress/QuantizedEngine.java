package org.inrzoo.compress;

import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;

/**
 * Computes with the nearest quantised weights in place of those it is given, and hands their gradient on as if they were those
 * (straight-through estimate, Bengio et al. 2013): training by it moves weights to where their quantised ones are good.
 */
final class QuantizedEngine implements Engine {

    private final Engine engine;
    private final QuantizedNetwork steps;
    private float[] quantized;

    /**
     * Around another engine, which is closed with it.
     *
     * @param steps a code of the same network, whose steps are taken
     */
    QuantizedEngine(Engine engine, QuantizedNetwork steps) {
        this.engine = engine;
        this.steps = steps;
    }

    private float[] quantized(float[] parameters) {
        quantized = quantized == null ? parameters.clone() : quantized;
        System.arraycopy(parameters, 0, quantized, 0, parameters.length);
        steps.withSameSteps(parameters).decode(quantized);
        return quantized;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Architecture architecture() {
        return engine.architecture();
    }

    @Override
    public int threads() {
        return engine.threads();
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        engine.forward(quantized(parameters), points, outputs);
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        engine.backward(quantized(parameters), points, outputGradient, gradient);
    }

    @Override
    public double differentiate(float[] parameters, Points points, OutputLoss loss, float[] gradient) {
        return engine.differentiate(quantized(parameters), points, loss, gradient);
    }

    @Override
    public int largestBatch(Points points) {
        return engine.largestBatch(points);
    }

    @Override
    public Optional<WeightArithmetic> arithmetic() {
        return engine.arithmetic();
    }

    @Override
    public void close() {
        engine.close();
    }
}
