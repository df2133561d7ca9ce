package org.inrzoo.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.point.Points;

/**
 * The choice between an engine whose speed is known and one whose speed depends on what is built into a machine: a step of each is measured once,
 * and their ratio kept in a file of the user's, a line for every network, number of points, device and driver.
 *
 * @param file that remembers; where it cannot be read or written all is measured anew
 * @param seconds a step's time, of an engine for some points
 */
record MeasuredChoice(Path file, ToDoubleBiFunction<Engine, Points> seconds) {

    /** The system property that names the folder which remembers; the system's for caches where it is not set. */
    static final String PROPERTY = "inrzoo.cache";

    private static final int MOST_LINES = 1000;

    /** The user's file. */
    static Path usersFile() {
        return folder().resolve("engines.txt");
    }

    private static Path folder() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String home = System.getProperty("user.home");
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String caches = System.getenv(system.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        if (caches != null && !caches.isBlank()) {
            return Path.of(caches, "inrzoo");
        }
        return system.startsWith("mac")
                ? Path.of(home, "Library", "Caches", "inrzoo")
                : Path.of(home, ".cache", "inrzoo");
    }

    /**
     * The faster one; the other is closed.
     *
     * @param speed what the challenger's speed depends on besides network and points, for the file and for people
     * @param points of a step
     */
    Engine of(Engine usual, Supplier<Engine> challenger, String speed, Points points) {
        String key = Hashes.sha256(
                String.join("\n", speed, usual.architecture().toString(), points.size() + " points", besides(usual))
                        .getBytes(StandardCharsets.UTF_8));
        OptionalDouble known = read(key);
        if (known.isPresent() && known.getAsDouble() <= 1) {
            return usual;
        }
        Engine other;
        try {
            other = challenger.get();
        } catch (EngineException tooLittleMemory) {
            return usual;
        }
        double ratio;
        try {
            ratio = known.isPresent() ? known.getAsDouble() : measured(usual, other, points);
        } catch (EngineException tooLittleMemory) {
            other.close();
            return usual;
        }
        if (known.isEmpty()) {
            keep(
                    key,
                    String.format(
                            Locale.ROOT,
                            "%s %.4g %s, %d points, beside %s on %d threads%n",
                            key,
                            ratio,
                            speed,
                            points.size(),
                            usual.name(),
                            usual.threads()));
        }
        if (ratio <= 1) {
            other.close();
            return usual;
        }
        Notices.once(String.format(
                Locale.ROOT,
                "computing with %s on %s: steps of %d points took %.2g times as long with %s when that was measured"
                        + " (%s); --engine %s computes with that",
                other.name(),
                speed,
                points.size(),
                ratio,
                usual.name(),
                file,
                usual.name()));
        usual.close();
        return other;
    }

    private static String besides(Engine usual) {
        return usual.name() + " " + usual.threads() + " " + Runtime.getRuntime().availableProcessors();
    }

    /** How many times as long the usual engine takes. */
    private double measured(Engine usual, Engine other, Points points) {
        return seconds.applyAsDouble(usual, points) / seconds.applyAsDouble(other, points);
    }

    private OptionalDouble read(String key) {
        for (String line : lines()) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals(key)) {
                try {
                    return OptionalDouble.of(Double.parseDouble(words[1]));
                } catch (NumberFormatException damaged) {
                    return OptionalDouble.empty();
                }
            }
        }
        return OptionalDouble.empty();
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void keep(String key, String line) {
        List<String> lines = new ArrayList<>(lines());
        lines.removeIf(before -> before.startsWith(key));
        lines.add(line.strip());
        List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path whole = Files.createTempFile(folder, "engines", null);
            Files.write(whole, last, StandardCharsets.UTF_8);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            return; // it is measured again the next time
        }
    }
}
