package org.inrzoo.engine.opencl;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.EngineProvider;
import org.inrzoo.engine.Suitability;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.network.Architecture;

/**
 * Offers the OpenCL engine under the name {@code opencl}. It is taken where it is asked for by name; by {@code auto} for training on a GPU
 * that was measured to be faster. OpenCL is loaded when an engine is made, or where the machine seems to have a GPU.
 */
public final class OpenClEngineProvider implements EngineProvider {

    /** Below every other engine's. */
    private static final double LAST = 1;

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public Suitability suitability(Architecture architecture) {
        return DeviceLayerKernels.refusal(architecture).map(Suitability::cannot).orElseGet(() -> Suitability.can(LAST));
    }

    /** A GPU and its driver, where there is one and training can stay on it. */
    @Override
    public Optional<String> challenger(Architecture architecture) {
        boolean stays = Devices.mayHaveGpu()
                && Devices.hindrance().isEmpty()
                && DeviceLayerKernels.refusal(architecture).isEmpty();
        return stays ? challenger(Devices.all(), System.getProperty(Devices.PROPERTY, "")) : Optional.empty();
    }

    static Optional<String> challenger(List<Device> devices, String wanted) {
        try {
            Device device = Devices.chosen(devices, wanted);
            return device.gpu()
                    ? Optional.of(device.name() + ", driver " + device.driver() + " of " + device.platform())
                    : Optional.empty();
        } catch (EngineException noGpu) {
            return Optional.empty();
        }
    }

    @Override
    public Engine create(Architecture architecture, int threads) {
        return new OpenClEngine(architecture, Devices.chosen(), threads);
    }
}
