package org.inrzoo.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.nd4j.linalg.factory.Nd4j;

/** What a run ran on: versions of the software, kind of the machine. */
final class Machine {

    private Machine() {}

    static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        String zoo = Machine.class.getPackage().getImplementationVersion();
        versions.put("inrzoo", zoo == null ? "development" : zoo);
        versions.put("java", Runtime.version().toString());
        versions.put("nd4j", nd4j());
        return versions;
    }

    /** ND4J's manifest names no version, but the build left its coordinates in the jar. */
    private static String nd4j() {
        Properties coordinates = new Properties();
        try (InputStream in = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            if (in != null) {
                coordinates.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return coordinates.getProperty("version", "unknown");
    }

    static Map<String, Object> machine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("cpu", cpu());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("memoryGiB", Math.round(system.getTotalMemorySize() / 0x1p30));
        return machine;
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
