package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.io.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "devices",
        description = "Lists the devices that --engine opencl can compute on, and which of them it takes.",
        mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    @Override
    public Integer call() {
        List<Device> devices = Devices.all();
        Optional<Device> chosen = chosen();
        if (json) {
            System.out.println(Json.line(
                    devices.stream().map(device -> entry(device, chosen)).toList()));
            return 0;
        }
        for (Device device : devices) {
            System.out.printf(
                    Locale.ROOT,
                    "%d  %s, %s, driver %s of %s: %s%n",
                    device.number(),
                    device.name(),
                    device.memoryText(),
                    device.driver(),
                    device.platform(),
                    use(device, chosen));
        }
        return 0;
    }

    private static Optional<Device> chosen() {
        try {
            return Optional.of(Devices.chosen());
        } catch (EngineException nothingSuits) {
            return Optional.empty();
        }
    }

    private static String use(Device device, Optional<Device> chosen) {
        if (chosen.isPresent() && chosen.get().equals(device)) {
            return "--engine opencl takes it";
        }
        return device.gpu()
                ? "used with --device " + device.number() + ", since there is a GPU before it"
                : "used with --device " + device.number() + " alone, since it is no GPU";
    }

    private static Map<String, Object> entry(Device device, Optional<Device> chosen) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("number", device.number());
        entry.put("name", device.name());
        entry.put("platform", device.platform());
        entry.put("driver", device.driver());
        entry.put("memoryBytes", device.memory());
        entry.put("localMemoryBytes", device.localMemory());
        entry.put("gpu", device.gpu());
        entry.put("taken", chosen.isPresent() && chosen.get().equals(device));
        entry.put("use", use(device, chosen));
        return entry;
    }
}
