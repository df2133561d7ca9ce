package org.inrzoo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTests {

    private static final String ROOT = "org.inrzoo";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Each package and those it may know besides itself, from the top down; {@code zoo/ARCHITECTURE.md} draws them. */
    private static final Map<String, Set<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        Set<String> signals =
                Set.of("datasets.sound", "datasets.volume", "datasets.video", "datasets.shape", "datasets.label");
        Set<String> ground = Set.of("error", "option", "datasets");
        Set<String> layers = union(ground, "parameter", "point");
        Set<String> definition = union(layers, "layer", "network", "io", "metric");
        Set<String> computation = union(definition, "engine", "engine.arithmetic", "engine.samediff", "engine.fused");
        Set<String> represented = union(computation, "fit", "fit.optimizer", "family", "field");
        Set<String> models =
                union(union(represented, "signal", "task", "record", "weights"), signals.toArray(String[]::new));
        MAY_KNOW.put("page", union(models, "", "run", "bench", "chart"));
        MAY_KNOW.put("study", union(models, "", "run", "chart"));
        MAY_KNOW.put("compress", union(models, "", "chart"));
        MAY_KNOW.put("publish", union(models, "", "run"));
        MAY_KNOW.put("run", union(models, ""));
        MAY_KNOW.put("", models);
        MAY_KNOW.put("bench", union(models, "", "graph"));
        MAY_KNOW.put("vision", union(models, "", "graph", "graph.fused", "run", "study", "bench"));
        MAY_KNOW.put("graph", union(definition, "engine.samediff"));
        MAY_KNOW.put(
                "graph.fused", union(definition, "graph", "engine", "engine.fused.kernels", "engine.fused.schedule"));
        MAY_KNOW.put("weights", union(ground, "io", "metric", "record"));
        MAY_KNOW.put("record", union(ground, "io", "metric"));
        MAY_KNOW.put("task", union(union(represented, "signal", "scan", "scene"), "datasets.shape"));
        MAY_KNOW.put("signal", union(union(represented, "scan", "scene"), signals.toArray(String[]::new)));
        MAY_KNOW.put("scene", union(ground, "io", "datasets.shape"));
        MAY_KNOW.put("field", union(computation, "fit", "family"));
        MAY_KNOW.put("family", union(computation, "fit"));
        MAY_KNOW.put(
                "fit",
                union(
                        definition,
                        "engine",
                        "engine.arithmetic",
                        "fit.optimizer")); // no engine, no optimiser: it finds them
        MAY_KNOW.put("fit.optimizer", union(definition, "engine", "engine.arithmetic"));
        MAY_KNOW.put("engine", union(definition, "engine.arithmetic")); // no engine: it finds them
        MAY_KNOW.put("engine.arithmetic", Set.of());
        MAY_KNOW.put("engine.samediff", union(definition, "engine"));
        Set<String> loops =
                union(definition, "engine", "engine.arithmetic", "engine.fused.memory", "engine.fused.kernels");
        Set<String> kernels = union(loops, "engine.fused.schedule", "engine.fused.spi");
        MAY_KNOW.put("engine.fused", kernels); // not engine.fused.layers: it finds them
        MAY_KNOW.put("engine.fused.layers", kernels);
        MAY_KNOW.put("engine.fused.spi", union(loops, "engine.fused.schedule"));
        MAY_KNOW.put("engine.fused.schedule", loops);
        MAY_KNOW.put("engine.fused.kernels", union(definition, "engine", "engine.fused.memory"));
        MAY_KNOW.put("engine.fused.memory", Set.of());
        Set<String> device = union(definition, "engine", "engine.opencl.device", "engine.opencl.spi");
        MAY_KNOW.put("engine.opencl", union(device, "engine.arithmetic")); // not engine.opencl.layers: it finds them
        MAY_KNOW.put("engine.opencl.layers", device);
        MAY_KNOW.put("engine.opencl.spi", device);
        MAY_KNOW.put("engine.opencl.device", Set.of("engine", "error"));
        MAY_KNOW.put("dl4j", Set.of("parameter", "point", "layer", "network", "engine.samediff"));
        MAY_KNOW.put("network", union(layers, "layer"));
        MAY_KNOW.put("layer", layers);
        MAY_KNOW.put("parameter", Set.of("datasets"));
        MAY_KNOW.put("point", ground);
        MAY_KNOW.put("chart", Set.of("datasets", "io"));
        MAY_KNOW.put("io", ground);
        MAY_KNOW.put("metric", ground);
        MAY_KNOW.put("scan", Set.of("parameter"));
        MAY_KNOW.put("option", Set.of("error"));
        MAY_KNOW.put("datasets", Set.of("error"));
        MAY_KNOW.put("datasets.file", Set.of("datasets", "error"));
        signals.forEach(kind -> MAY_KNOW.put(kind, Set.of("datasets", "datasets.file", "error")));
        MAY_KNOW.put("error", Set.of());
    }

    static Set<String> packages() {
        return MAY_KNOW.keySet();
    }

    @Nested
    class Arrows {

        @Test
        void everyPackageHasItsPlace() {
            Set<String> found =
                    MAIN.stream().map(type -> name(type.getPackageName())).collect(Collectors.toSet());
            assertThat(found).as("packages of main classes").isSubsetOf(MAY_KNOW.keySet());
        }

        @ParameterizedTest(name = "org.inrzoo.{0}")
        @MethodSource("org.inrzoo.ArchitectureRulesTests#packages")
        void aPackageKnowsOnlyPackagesBelowIt(String name) {
            Set<String> others = new TreeSet<>(MAY_KNOW.keySet());
            others.remove(name);
            others.removeAll(MAY_KNOW.get(name));
            String[] packages =
                    others.stream().map(ArchitectureRulesTests::packageOf).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(name))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages)
                    .allowEmptyShould(true)
                    .check(MAIN);
        }

        @Test
        void packagesHaveNoCycles() {
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
        }
    }

    @Nested
    class TheLibraryNever {

        @Test
        void endsTheProgram() {
            noClasses()
                    .should()
                    .callMethodWhere(
                            calls("System", "exit").or(calls("Runtime", "exit")).or(calls("Runtime", "halt")))
                    .check(MAIN);
        }

        @Test
        void writesToTheStandardStreams() {
            // But for ND4J's chatter, which is kept off them, and the one line for a program that has no logger.
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".engine.samediff")
                    .and()
                    .doNotHaveFullyQualifiedName(ROOT + ".engine.Notices")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .check(MAIN);
        }
    }

    @Nested
    class Randomness {

        @Test
        void comesFromNoGeneratorThatDependsOnTheMachine() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.security.SecureRandom")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(StrictMath.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("org.nd4j.linalg.api.rng..")
                    .orShould()
                    .callMethodWhere(nd4jRandom())
                    .check(MAIN);
        }

        @Test
        void isDrawnFromOneSource() {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("org.inrzoo.datasets.RandomNumbers")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.SplittableRandom")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.random..")
                    .check(MAIN);
        }
    }

    private static DescribedPredicate<JavaMethodCall> calls(String owner, String method) {
        return describe(
                "calls of " + owner + "." + method,
                call -> call.getTargetOwner().getName().equals("java.lang." + owner)
                        && call.getName().equals(method));
    }

    private static DescribedPredicate<JavaMethodCall> nd4jRandom() {
        return describe("calls of ND4J's random numbers", call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            JavaClass owner = target.getOwner();
            boolean factory = owner.getName().equals("org.nd4j.linalg.factory.Nd4j")
                    && (target.getName().startsWith("rand") || target.getName().equals("getRandom"));
            boolean graph = owner.getName().equals("org.nd4j.autodiff.samediff.SameDiff")
                    && target.getName().equals("random");
            return factory || graph;
        });
    }

    private static String name(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    private static String packageOf(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    private static Set<String> union(Set<String> packages, String... more) {
        Set<String> union = new TreeSet<>(packages);
        union.addAll(Set.of(more));
        return union;
    }
}
