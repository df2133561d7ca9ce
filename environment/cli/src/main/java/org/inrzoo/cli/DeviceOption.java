package org.inrzoo.cli;

import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.option.OptionException;
import picocli.CommandLine.Option;

/** Which device the engine {@code opencl} computes on. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "of --engine opencl: a device's number or a part of its name, as 'inrzoo devices' lists them;"
                    + " default the first GPU")
    private String device;

    /**
     * Takes over the choice.
     *
     * @param engine the name of the engine that was asked for
     * @throws OptionException when a device is named for another engine
     */
    void use(String engine) {
        if (device == null) {
            return;
        }
        if (!engine.equals("opencl")) {
            throw new OptionException("--device is for --engine opencl, not for '" + engine + "'");
        }
        System.setProperty(Devices.PROPERTY, device);
    }
}
