package org.inrzoo.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that are no Java: {@code %jar FILE} adds a library; what other kernels know is answered by what to do instead. */
final class Magics {

    private static final Pattern LINE = Pattern.compile("([%!]+\\s*\\S*)[ \\t]*([^\\n]*)\\n?");

    private final Consumer<String> addToClassPath;

    /**
     * @param addToClassPath adds a jar or a folder of classes
     */
    Magics(Consumer<String> addToClassPath) {
        this.addToClassPath = addToClassPath;
    }

    /** Whether the rest of a cell begins with such a line. */
    static boolean isAt(String code, int begin) {
        return code.charAt(begin) == '%' || code.charAt(begin) == '!';
    }

    /**
     * Follows the line.
     *
     * @return where the next one begins
     */
    int follow(Place place, Failures failures) throws CellError {
        Matcher line =
                LINE.matcher(place.code()).region(place.offset(), place.code().length());
        if (!line.lookingAt()) {
            throw failures.refused(place, "this is no Java");
        }
        if (!line.group(1).equals("%jar")) {
            throw failures.refused(
                    place,
                    "'" + line.group(1) + "' is no Java, and this kernel does not know it; '%jar FILE' adds a library"
                            + " ('mvn dependency:copy -Dartifact=GROUP:NAME:VERSION -DoutputDirectory=.' fetches one)");
        }
        String name = line.group(2).strip();
        Path jar = Path.of(name).toAbsolutePath().normalize();
        if (name.isEmpty() || !Files.isReadable(jar)) {
            throw failures.refused(
                    place,
                    "%jar wants the path of a jar or of a folder of classes"
                            + (name.isEmpty() ? "" : ", and '" + jar + "' is not there"));
        }
        addToClassPath.accept(jar.toString());
        return line.end();
    }
}
