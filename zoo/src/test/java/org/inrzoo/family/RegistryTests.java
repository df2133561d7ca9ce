package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTests {

    @Nested
    class Recipes {

        @Test
        void areThePapersUnlessAskedFor() {
            Variant model = Registry.get("loe-sine-fine2coarse");
            assertThat(model.recipes()).containsExactly("paper", "chosen");
            assertThat(model.recipeKeys("paper")).isEmpty();
            assertThat(model.recipe().optimizer()).isEqualTo("adam");
            Variant chosen = model.withAll(model.recipeKeys("chosen"));
            assertThat(chosen.recipe().optimizer()).isEqualTo("muon");
            assertThat(chosen.toString())
                    .isEqualTo("loe-sine-fine2coarse[optimizer=muon, rate=0.014, auxRate=0.015, steps=3000, block=1]");
        }

        @Test
        void thatAModelHasNotAreRefused() {
            assertThatThrownBy(() -> Registry.get("conv-inr").recipeKeys("chosen"))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("unknown recipe 'chosen' of conv-inr; there are: paper");
            assertThatThrownBy(() -> Registry.get("loe-sine-fine2coarse").recipeKeys("chose"))
                    .isInstanceOf(OptionException.class)
                    .hasMessage(
                            "unknown recipe 'chose' of loe-sine-fine2coarse; did you mean 'chosen'? There are: paper,"
                                    + " chosen");
        }

        /** A slip in a key or value would only show when somebody asks for it. */
        @Test
        void ofAllModelsAreAllowedSettings() {
            for (Variant model : Registry.list("*")) {
                for (String recipe : model.recipes()) {
                    Map<String, Object> keys = model.recipeKeys(recipe);
                    assertThat(model.withAll(keys).settings()).containsAllEntriesOf(keys);
                    assertThat(Options.values(model.recipe()).keySet()).containsAll(keys.keySet());
                }
            }
        }
    }

    @Nested
    class Names {

        @Test
        void findTheirModel() {
            for (Variant variant : Registry.list("*")) {
                assertThat(Registry.get(variant.name())).isSameAs(variant);
            }
        }

        @ParameterizedTest
        @CsvSource({"siern, siren", "SIREN, siren", "loe-sine-fine, loe-sine-fine2coarse", "fourier, fourier-features"})
        void thatAreMistypedBringUpTheNearest(String mistyped, String meant) {
            assertThatThrownBy(() -> Registry.get(mistyped))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("unknown model '" + mistyped + "'; nearest: ")
                    .hasMessageContaining(meant);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "no such model at all, not even remotely"})
        void thatAreFarOffBringUpSome(String name) {
            assertThatThrownBy(() -> Registry.get(name))
                    .isInstanceOf(OptionException.class)
                    .hasMessageMatching("unknown model '.*'; nearest: \\S+, \\S+, \\S+");
        }
    }

    @Nested
    class Globs {

        @ParameterizedTest
        @CsvSource({
            "siren, siren",
            "s?ren, siren",
            "*iren, siren spw-siren",
            "loe-*-quadtree, loe-leaky-quadtree loe-sine-quadtree"
        })
        void matchWholeNames(String glob, String names) {
            assertThat(Registry.list(glob)).extracting(Variant::name).containsExactly(names.split(" "));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "sire", "iren", "s.ren", "[s]iren", "\\Esiren\\Q", "SIREN", "siren?"})
        void areNoRegularExpressions(String glob) {
            assertThat(Registry.list(glob)).isEmpty();
        }
    }

    /** The registry of a class path of its own, to which a jar with a provider is added. */
    @Nested
    class Providers {

        public static final class Another implements ModelProvider {
            @Override
            public List<Variant> variants() {
                return List.of(variant("another-model"));
            }
        }

        public static final class Duplicate implements ModelProvider {
            @Override
            public List<Variant> variants() {
                return List.of(variant("siren"));
            }
        }

        @Test
        void addTheirModels(@TempDir Path folder) throws Exception {
            assertThat(namesWith(Another.class, folder))
                    .contains("another-model", "siren")
                    .hasSize(Registry.list("*").size() + 1)
                    .isSorted();
        }

        @Test
        void mayNotTakeANameThatIsTaken(@TempDir Path folder) {
            assertThatThrownBy(() -> namesWith(Duplicate.class, folder))
                    .isInstanceOf(InvocationTargetException.class)
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("two models are called 'siren'")
                    .hasMessageContaining(Duplicate.class.getName());
        }

        private static Variant variant(String name) {
            return new Variant(
                    name,
                    "A model from elsewhere",
                    new Siren(4, 2, 30),
                    Recipe.adam(1e-3, 10),
                    new Source("a paper", "a place", Set.of(), "a note"),
                    37);
        }

        private static List<String> namesWith(Class<? extends ModelProvider> provider, Path folder) throws Exception {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(ModelProvider.class.getName()), provider.getName() + "\n");
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try (URLClassLoader loader = new URLClassLoader(classPath(folder), ClassLoader.getPlatformClassLoader())) {
                Thread.currentThread().setContextClassLoader(loader);
                Class<?> registry = loader.loadClass(Registry.class.getName());
                List<String> names = new ArrayList<>();
                for (Object variant :
                        (List<?>) registry.getMethod("list", String.class).invoke(null, "*")) {
                    names.add((String) variant.getClass().getMethod("name").invoke(variant));
                }
                return names;
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }

        private static URL[] classPath(Path folder) throws IOException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(url(Path.of(entry)));
            }
            urls.add(url(folder));
            return urls.toArray(new URL[0]);
        }

        private static URL url(Path path) throws MalformedURLException {
            return path.toUri().toURL();
        }
    }

    @Nested
    class AtRunTime {

        private static final String NAME = "my-model";

        private static Variant mine(int width) {
            return new Variant(
                    NAME,
                    "A model of a cell",
                    new Siren(width, 2, 30),
                    Recipe.adam(1e-3, 10),
                    new Source("none", "a cell", Set.of(), "a note"),
                    37);
        }

        @AfterEach
        void tidyUp() {
            Registry.remove(NAME);
        }

        @Test
        void addAModel() {
            int before = Registry.list("*").size();
            Registry.register(mine(4));
            assertThat(Registry.get(NAME)).isEqualTo(mine(4));
            assertThat(Registry.list("*"))
                    .hasSize(before + 1)
                    .extracting(Variant::name)
                    .isSorted();
            assertThat(Registry.get("siren").name()).isEqualTo("siren");
        }

        @Test
        void replaceWhatWasAddedBefore() {
            Registry.register(mine(4));
            Registry.register(mine(8));
            assertThat(Registry.get(NAME)).isEqualTo(mine(8));
        }

        @Test
        void mayNotTakeANameOfTheZoo() {
            Variant siren = Registry.get("siren");
            assertThatThrownBy(() -> Registry.register(siren.with("width", 8)))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("the zoo has a model 'siren' already; choose another name");
            Registry.remove("siren");
            assertThat(Registry.get("siren")).isSameAs(siren);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "My-model", "my model", "-my", "my-", "my--model", "../my"})
        void mustBeNamedAsTheOthersAre(String name) {
            Variant mine = mine(4);
            Variant named = new Variant(
                    name, mine.summary(), mine.family(), mine.recipe(), mine.source(), mine.statedParameters());
            assertThatThrownBy(() -> Registry.register(named))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("a model's name is lower case and hyphenated, as in 'my-model', not '" + name + "'");
        }
    }

    @Nested
    class Variants {

        private final Variant siren = Registry.get("siren");

        @Test
        void changeAHyperparameterOrARecipeKey() {
            Variant changed = siren.with("width", 7).with("rate", 0.5);
            assertThat(changed.settings()).containsEntry("width", 7).containsEntry("rate", 0.5);
            assertThat(changed.family()).isEqualTo(new Siren(7, 4, 30));
            assertThat(siren.settings()).containsEntry("width", 256);
        }

        @Test
        void refuseAnUnknownKeyAndNameTheKnownOnes() {
            assertThatThrownBy(() -> siren.with("widht", 7))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith(
                            "unknown option 'widht' of siren; did you mean 'width'? The model has width, depth, omega0;"
                                    + " the recipe has optimizer, rate,");
        }

        @Test
        void areAllMadeAgainFromTheirSettings() {
            for (Variant variant : Registry.list("*")) {
                assertThat(variant.withAll(variant.settings()))
                        .as(variant.name())
                        .isEqualTo(variant);
            }
        }

        @Test
        void sayOnlyOfSettingsTheyHaveThatTheirSourceStatesThem() {
            for (Variant variant : Registry.list("*")) {
                assertThat(variant.settings().keySet())
                        .as("settings of %s", variant.name())
                        .containsAll(variant.source().stated());
            }
        }
    }
}
