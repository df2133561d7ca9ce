package org.inrzoo;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.inrzoo.option.OptionException;

/** Choosing a format by a file's ending. */
final class FieldFormats {

    /** The format of a module that plain users do not have. */
    private static final String ELSEWHERE = ".onnx";

    private FieldFormats() {}

    /**
     * The format of a file of this name.
     *
     * @throws OptionException when there is none
     */
    static FieldFormat of(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        List<FieldFormat> formats = ServiceLoader.load(FieldFormat.class, FieldFormat.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(FieldFormat::ending))
                .toList();
        return formats.stream()
                .filter(format -> name.endsWith(format.ending()))
                .findFirst()
                .orElseThrow(() -> new OptionException(refusal(name, formats)));
    }

    private static String refusal(String name, List<FieldFormat> formats) {
        if (name.endsWith(ELSEWHERE)) {
            return "'" + name + "' needs the module org.inrzoo:inr-onnx on the class path";
        }
        return "'" + name + "' has the ending of no format to export to: "
                + formats.stream().map(FieldFormat::ending).collect(Collectors.joining(", "))
                + (formats.stream().anyMatch(format -> format.ending().equals(ELSEWHERE)) ? "" : " or " + ELSEWHERE);
    }
}
