package org.inrzoo.engine.opencl.layers;

import java.util.List;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;

/** An encoding without trained parameters: a kernel {@code encode} for every point and feature. */
final class EncodingStage implements DeviceStage {

    /**
     * OpenCL C for phases of hundreds of turns, of which single precision would lose the fraction: coordinates and frequencies are pairs of
     * floats, value and rest, and whole turns are dropped.
     */
    static final String TURNS = """
            // The fraction, from -1/2 to 1/2 and a little more, of (p * length + low) * (t.x + t.y).
            float fraction(float p, float length, float low, float2 t) {
                float product = p * length, v = product + low;
                float other = v - product;
                float rest = fma(p, length, -product) + ((product - (v - other)) + (low - other));
                float turns = v * t.x;
                return turns - rint(turns) + (fma(v, t.x, -turns) + (v * t.y + rest * t.x));
            }

            """;

    private final DeviceKernel encode;
    private final List<Object> arguments;

    /**
     * The stage of an encoding.
     *
     * @param source has {@code encode(points, stride, x, x0, y, y0, …)}
     * @param arguments what follows these
     */
    EncodingStage(DeviceSite site, String source, List<Object> arguments) {
        encode = site.kernel(source, "encode");
        this.arguments = arguments;
    }

    @Override
    public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
        Object[] all = new Object[2 + arguments.size()];
        all[0] = x;
        all[1] = y;
        for (int i = 0; i < arguments.size(); i++) {
            all[2 + i] = arguments.get(i).equals(PARAMETERS) ? pass.parameters() : arguments.get(i);
        }
        pass.perPoint(encode, y.width(), all);
    }

    /** Stands for the parameters in the list of arguments. */
    static final String PARAMETERS = "parameters";

    @Override
    public void backward(
            DevicePass pass,
            DeviceFeatures x,
            DeviceFeatures y,
            DeviceFeatures dy,
            DeviceFeatures dx,
            boolean inputGradientWanted) {
        // Nobody asks for the gradient by the coordinates, and nothing is trained.
    }
}
