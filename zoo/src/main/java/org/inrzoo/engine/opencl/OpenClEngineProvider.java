package org.inrzoo.engine.opencl;

import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineProvider;
import org.inrzoo.engine.Suitability;
import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.network.Architecture;

/**
 * Offers the OpenCL engine under the name {@code opencl}. It is taken where it is asked for by name, never by {@code auto}: its speed is
 * the device's, which nobody has measured beforehand. OpenCL is loaded when an engine is made.
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

    @Override
    public Engine create(Architecture architecture, int threads) {
        return new OpenClEngine(architecture, Devices.chosen(), threads);
    }
}
