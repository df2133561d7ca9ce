package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inrzoo.error.ZooException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublicTypesTests {

    /** Types inside types whose names say what they are to these: a layer's builder, a family's variants, what was loaded. */
    private static final Set<String> ROLES = Set.of("Builder", "Variants", "Kind", "Loaded");

    /** Programs. */
    private static final String PROGRAM = "Main";

    private static final Pattern TYPE = Pattern.compile(
            "^( {4})?(public )?(?:(?:abstract|final|sealed|non-sealed|static) )*(class|record|interface|enum|@interface)"
                    + " (\\w+)",
            Pattern.MULTILINE);

    private static final Set<Class<?>> TYPES =
            new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));

    static {
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.inrzoo")) {
            if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
                TYPES.add(type.reflect());
            }
        }
    }

    /** Of the sources of all modules, not only of those that this one knows. */
    @Test
    void haveNamesOfTheirOwn() throws IOException {
        Map<String, Set<String>> names = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("").toAbsolutePath().getParent())) {
            for (Path file : files.filter(PublicTypesTests::isMainSource).toList()) {
                publicTypes(file, names);
            }
        }
        assertThat(names).containsKeys("Zoo", "FittedImage", "Image");
        names.keySet().removeAll(ROLES);
        names.remove(PROGRAM);
        names.values().removeIf(types -> types.size() == 1);
        assertThat(names).as("public types of one name").isEmpty();
    }

    private static boolean isMainSource(Path file) {
        return file.toString().replace('\\', '/').contains("/src/main/java/")
                && file.toString().endsWith(".java");
    }

    private static void publicTypes(Path file, Map<String, Set<String>> names) throws IOException {
        Matcher type = TYPE.matcher(Files.readString(file));
        boolean open = false;
        while (type.find()) {
            boolean top = type.group(1) == null;
            if (top) {
                open = type.group(3).contains("interface");
            }
            if (type.group(2) != null || (!top && open)) {
                names.computeIfAbsent(type.group(4), name -> new TreeSet<>())
                        .add(file.getParent().getFileName() + "/" + file.getFileName());
            }
        }
    }

    /** But for those of the fused engine, which are views of a thread's memory. */
    static Stream<Class<?>> recordsOfArrays() {
        return TYPES.stream()
                .filter(Class::isRecord)
                .filter(type -> !type.getName().startsWith("org.inrzoo.engine.fused."))
                .filter(type -> Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .anyMatch(Class::isArray));
    }

    /** The compiler's own methods, which compare arrays by identity, are final. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("recordsOfArrays")
    void withArraysCompareThemByContent(Class<?> type) throws NoSuchMethodException {
        assertThat(Modifier.isFinal(type.getMethod("equals", Object.class).getModifiers()))
                .as("the compiler's equals")
                .isFalse();
        assertThat(Modifier.isFinal(type.getMethod("hashCode").getModifiers()))
                .as("the compiler's hashCode")
                .isFalse();
    }

    static Stream<Class<?>> exceptions() {
        return TYPES.stream().filter(Throwable.class::isAssignableFrom);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exceptions")
    void thatAreThrownAreOneFamily(Class<?> type) {
        assertThat(ZooException.class).isAssignableFrom(type);
    }
}
