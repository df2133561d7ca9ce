package org.inrzoo.engine.opencl;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineArguments;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.ResidentTraining;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;

/**
 * Computes networks by OpenCL in single precision: layer by layer, for up to 65,536 points at a time. On one device and driver the bits of a
 * call are always the same, whatever the size of work-groups; another device may round differently.
 */
public final class OpenClEngine implements Engine {

    private final Architecture architecture;
    private final Device device;
    private final int threads;
    private final int side;
    private final int longestPass;
    private DevicePlan plan;

    /**
     * An engine on a device.
     *
     * @param threads what {@link #threads} says: the device has its own
     * @throws EngineException when a layer has no kernel for OpenCL, or the device has too little memory
     */
    public OpenClEngine(Architecture architecture, Device device, int threads) {
        this(architecture, device, threads, device.side());
    }

    /**
     * An engine whose work-groups have another size.
     *
     * @param side work-items on each side of a work-group: 4, 8 or 16
     */
    OpenClEngine(Architecture architecture, Device device, int threads, int side) {
        DeviceLayerKernels.refusal(architecture).ifPresent(why -> {
            throw new EngineException(why);
        });
        this.architecture = architecture;
        this.device = device;
        this.threads = threads;
        this.side = side;
        longestPass = DevicePlan.longestPass(architecture, device);
        plan = new DevicePlan(architecture, device, side, 1);
    }

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public int threads() {
        return threads;
    }

    /** The device that computes. */
    public Device device() {
        return device;
    }

    @Override
    public int largestBatch(Points points) {
        return architecture.couplesPoints() ? DevicePlan.largestBatch(architecture, device) : Integer.MAX_VALUE;
    }

    /** Points of a pass of so many: all where a layer looks at the whole batch. */
    private int passOf(int points) {
        return architecture.couplesPoints() ? points : Math.min(points, longestPass);
    }

    private void makeRoom(int points) {
        int pass = passOf(points);
        if (pass > plan.capacity()) {
            plan.close();
            plan = new DevicePlan(architecture, device, side, pass);
        }
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        EngineArguments.check(architecture, parameters, points, outputs.length);
        EngineArguments.requireGrid(architecture, points);
        makeRoom(points.size());
        plan.prepare(parameters);
        int most = passOf(points.size());
        for (int first = 0; first < points.size(); first += most) {
            DevicePass pass = plan.pass(points, first, Math.min(most, points.size() - first));
            plan.forward(pass);
            plan.readOutputs(pass, outputs, first * architecture.outputs());
        }
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        EngineArguments.check(architecture, parameters, points, outputGradient.length, gradient);
        differentiate(parameters, points, gradient, (pass, first) -> {
            plan.writeOutputGradient(pass, part(outputGradient, first, pass.points()));
            return 0;
        });
    }

    /** In one pass over the points where they fit in one, or each stands alone; else forward first for all. */
    @Override
    public double differentiate(float[] parameters, Points points, OutputLoss loss, float[] gradient) {
        if (loss instanceof SquaredError error) {
            return squaredError(parameters, points, error.targets(), gradient);
        }
        if (loss instanceof DerivativeLoss || points.size() > passOf(points.size())) {
            return Engine.super.differentiate(parameters, points, loss, gradient);
        }
        OutputLoss.requireGroups(loss, points.size());
        EngineArguments.check(architecture, parameters, points, Integer.MAX_VALUE, gradient);
        return differentiate(parameters, points, gradient, (pass, first) -> {
            Outputs outputs = new Outputs(pass.points(), architecture.outputs());
            plan.readOutputs(pass, outputs.values, 0);
            double value = loss.gradient(outputs);
            plan.writeOutputGradient(pass, outputs.gradients);
            return value;
        });
    }

    @Override
    public double squaredError(float[] parameters, Points points, float[] targets, float[] gradient) {
        EngineArguments.check(architecture, parameters, points, targets.length, gradient);
        double values = (double) points.size() * architecture.outputs();
        float scale = (float) (2 / values);
        double sum = differentiate(
                parameters,
                points,
                gradient,
                (pass, first) -> plan.residuals(pass, part(targets, first, pass.points()), scale));
        return sum / scale / scale / values;
    }

    /** The numbers of a pass' points, of [points, outputs]; the array itself where it holds no others before. */
    private float[] part(float[] all, int first, int count) {
        if (first == 0) {
            return all;
        }
        float[] part = new float[count * architecture.outputs()];
        System.arraycopy(all, first * architecture.outputs(), part, 0, part.length);
        return part;
    }

    /** Leaves dL/dy of a pass on the device, and returns its part of L. */
    private interface PassLoss {
        double gradient(DevicePass pass, int first);
    }

    private double differentiate(float[] parameters, Points points, float[] gradient, PassLoss loss) {
        makeRoom(points.size());
        plan.prepare(parameters);
        int most = passOf(points.size());
        double sum = 0;
        for (int first = 0; first < points.size(); first += most) {
            DevicePass pass = plan.pass(points, first, Math.min(most, points.size() - first));
            plan.forward(pass);
            sum += loss.gradient(pass, first);
            plan.backward(pass, first > 0);
        }
        plan.readGradient(gradient);
        return sum;
    }

    /** On the device, unless a layer needs the host. */
    @Override
    public Optional<ResidentTraining> residentTraining(List<WeightMatrix> matrices, float[] parameters, float[] state) {
        return plan.needsHost()
                ? Optional.empty()
                : Optional.of(
                        new DeviceTraining(architecture, device, side, this::passOf, matrices, parameters, state));
    }

    @Override
    public void close() {
        plan.close();
    }

    /** The outputs of all points of a call. */
    private static final class Outputs implements OutputBlock {

        private final int count;
        private final int width;
        private final float[] values;
        private final float[] gradients;

        Outputs(int count, int width) {
            this.count = count;
            this.width = width;
            values = new float[count * width];
            gradients = new float[count * width];
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public int outputs() {
            return width;
        }

        @Override
        public int number(int point) {
            return point;
        }

        @Override
        public float value(int point, int output) {
            return values[point * width + output];
        }

        @Override
        public void setGradient(int point, int output, float gradient) {
            gradients[point * width + output] = gradient;
        }
    }
}
