package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;

/**
 * A plain linear layer whose matrix and bias are made from a layer's parameters: values and gradient are those of the
 * made ones, [inputs, outputs] row-major, then [outputs].
 *
 * @param plan computes them
 * @param values to be filled before {@code plan.prepare(values)}
 * @param gradient filled by {@code plan.collect(sums, offset, gradient)}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record VirtualLinear(LinearPlan plan, int inputs, int outputs, float[] values, float[] gradient) {

    static VirtualLinear of(LayerSite site, int inputs, int outputs) {
        Parameter weight = Parameter.weight(inputs, outputs, Initializer.zeros());
        Parameter bias = Parameter.bias(inputs, outputs, Initializer.zeros());
        LinearPlan plan = new LinearPlan(
                site,
                LinearPlan.plain(),
                inputs,
                outputs,
                new ParameterLayout.Slot("weight", 0, weight, 0),
                new ParameterLayout.Slot("bias", 0, bias, weight.length()));
        int size = weight.length() + bias.length();
        return new VirtualLinear(plan, inputs, outputs, new float[size], new float[size]);
    }

    /** Where an element of the matrix lies among values and gradient. */
    int weight(int input, int output) {
        return input * outputs + output;
    }

    /** Where an element of the bias lies. */
    int bias(int output) {
        return inputs * outputs + output;
    }
}
