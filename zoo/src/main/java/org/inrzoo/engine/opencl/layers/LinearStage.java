package org.inrzoo.engine.opencl.layers;

import java.util.Optional;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.ExpertTiling;

/** A linear layer, plain or of experts. */
final class LinearStage implements DeviceStage {

    private final DeviceProduct product;
    private final int weight;
    private final int bias;
    private final boolean trainsBias;

    LinearStage(DeviceSite site, Optional<ExpertTiling> tiling) {
        product = new DeviceProduct(site, site.inputs(), site.outputs(), tiling);
        weight = site.place("weight");
        bias = site.place("bias");
        trainsBias = site.trains("bias");
    }

    @Override
    public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
        product.forward(pass, pass.parameters(), weight, bias, x, y);
    }

    @Override
    public void backward(
            DevicePass pass,
            DeviceFeatures x,
            DeviceFeatures y,
            DeviceFeatures dy,
            DeviceFeatures dx,
            boolean inputGradientWanted) {
        product.weightGradient(pass, x, dy, pass.sums(), weight, pass.trainable());
        if (trainsBias) {
            pass.addUp(dy, bias);
        }
        if (inputGradientWanted) {
            product.inputGradient(pass, pass.parameters(), weight, dy, dx, false);
        }
    }
}
