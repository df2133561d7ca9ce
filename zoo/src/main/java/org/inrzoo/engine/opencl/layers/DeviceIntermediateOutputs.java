package org.inrzoo.engine.opencl.layers;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.layer.Layer;

/** Layers with outputs on the way. */
public final class DeviceIntermediateOutputs implements DeviceLayerKernel<IntermediateOutputs> {

    private static final String SOURCE = """
            kernel void add(int points, int stride, global const float *a, int a0, global float *to, int to0) {
                int p = get_global_id(0);
                if (p >= points) return;
                size_t at = (size_t) get_global_id(1) * stride + p;
                to[to0 + at] += a[a0 + at];
            }
            """;

    @Override
    public Class<IntermediateOutputs> layer() {
        return IntermediateOutputs.class;
    }

    @Override
    public List<Layer> parts(IntermediateOutputs layer) {
        List<Layer> parts = new ArrayList<>(layer.steps());
        parts.add(layer.readout());
        return parts;
    }

    /** The steps' features, three times the widest for gradients, and what the layers inside keep. */
    @Override
    public long scratch(IntermediateOutputs layer, int inputs) {
        long numbers = 0;
        for (IntermediateOutputs.Part part : layer.parts(inputs)) {
            numbers += DeviceLayerKernels.scratch(part.layer(), part.inputs());
        }
        for (IntermediateOutputs.Part step : steps(layer, inputs)) {
            numbers += step.layer().outputs(step.inputs());
        }
        return numbers + 3L * widest(layer, inputs);
    }

    private static List<IntermediateOutputs.Part> steps(IntermediateOutputs layer, int inputs) {
        return layer.parts(inputs).subList(0, layer.steps().size());
    }

    private static int widest(IntermediateOutputs layer, int inputs) {
        int widest = inputs;
        for (IntermediateOutputs.Part step : steps(layer, inputs)) {
            widest = Math.max(widest, step.layer().outputs(step.inputs()));
        }
        return widest;
    }

    @Override
    public DeviceStage stage(IntermediateOutputs layer, DeviceSite site) {
        return new Stage(layer, site);
    }

    private static final class Stage implements DeviceStage {

        private final IntermediateOutputs layer;
        private final int inputs;
        private final DeviceKernel add;
        private final List<DeviceStage> steps = new ArrayList<>();
        private final List<DeviceStage> ends = new ArrayList<>();
        private final List<DeviceFeatures> features = new ArrayList<>();
        private final DeviceFeatures[] gradients = new DeviceFeatures[2];
        private final DeviceFeatures ofEnd;

        Stage(IntermediateOutputs layer, DeviceSite site) {
            this.layer = layer;
            inputs = site.inputs();
            add = site.kernel(SOURCE, "add");
            List<IntermediateOutputs.Part> parts = layer.parts(inputs);
            for (IntermediateOutputs.Part step : steps(layer, inputs)) {
                steps.add(site.stage(step));
                features.add(site.features(step.layer().outputs(step.inputs())));
            }
            parts.subList(layer.steps().size(), parts.size()).forEach(end -> ends.add(site.stage(end)));
            int widest = widest(layer, inputs);
            gradients[0] = site.features(widest);
            gradients[1] = site.features(widest);
            ofEnd = site.features(widest);
        }

        @Override
        public boolean needsHost() {
            return steps.stream().anyMatch(DeviceStage::needsHost)
                    || ends.stream().anyMatch(DeviceStage::needsHost);
        }

        @Override
        public void prepare(float[] values) {
            steps.forEach(step -> step.prepare(values));
            ends.forEach(end -> end.prepare(values));
        }

        @Override
        public void collect(float[] gradient) {
            steps.forEach(step -> step.collect(gradient));
            ends.forEach(end -> end.collect(gradient));
        }

        /** The outputs that leave behind the end of this number. */
        private DeviceFeatures output(DevicePass pass, DeviceFeatures all, int end) {
            int width = layer.readout().width();
            return all.part(end * width, width, pass.stride());
        }

        @Override
        public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
            DeviceFeatures entering = x;
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).forward(pass, entering, features.get(i));
                entering = features.get(i);
                int end = layer.outputSteps().indexOf(i + 1);
                if (end >= 0) {
                    ends.get(end).forward(pass, entering, output(pass, y, end));
                }
            }
        }

        @Override
        public void backward(
                DevicePass pass,
                DeviceFeatures x,
                DeviceFeatures y,
                DeviceFeatures dy,
                DeviceFeatures dx,
                boolean inputGradientWanted) {
            for (int i = steps.size() - 1; i >= 0; i--) {
                DeviceFeatures own = features.get(i);
                DeviceFeatures byOwn = narrowed(gradients[i % 2], own);
                int end = layer.outputSteps().indexOf(i + 1);
                if (end >= 0) {
                    boolean last = i == steps.size() - 1;
                    DeviceFeatures byEnd = last ? byOwn : narrowed(ofEnd, own);
                    ends.get(end).backward(pass, own, output(pass, y, end), output(pass, dy, end), byEnd, true);
                    if (!last) {
                        pass.perPoint(add, own.width(), byEnd, byOwn);
                    }
                }
                DeviceFeatures entering = i == 0 ? x : features.get(i - 1);
                DeviceFeatures byEntering = i == 0 ? dx : narrowed(gradients[(i + 1) % 2], entering);
                steps.get(i).backward(pass, entering, own, byOwn, byEntering, i > 0 || inputGradientWanted);
            }
        }

        private static DeviceFeatures narrowed(DeviceFeatures all, DeviceFeatures as) {
            return new DeviceFeatures(all.memory(), 0, as.width());
        }
    }
}
