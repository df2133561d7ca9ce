package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code inrzoo} and what it starts, as users meet them. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class ScriptTests {

    private static final String BUILDING = "inrzoo: building; the first time fetches the libraries, about two minutes";

    @TempDir
    private Path folder;

    private FakeCheckout checkout() throws IOException {
        return FakeCheckout.in(folder, "zoo");
    }

    @Nested
    class TheScript {

        @ParameterizedTest
        @ValueSource(strings = {"environment/inrzoo", "environment/gpu-check", "mvnw"})
        void usesNothingBeyondPosix(String script) throws IOException, InterruptedException {
            boolean required =
                    "required".equals(System.getProperty("inrzoo.jupyter")); // then all that tests need is installed
            assumeTrue(required || Programs.succeeds("shellcheck", "--version"), "no shellcheck here");
            Process check = new ProcessBuilder("shellcheck", "-s", "sh", "../../" + script)
                    .redirectErrorStream(true)
                    .start();
            String complaints = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(check.waitFor()).as(complaints).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"sh", "dash", "bash", "bash --posix"})
        void passesArgumentsAndExitCodesUnderEveryShell(String shell) throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            assumeTrue(Programs.succeeds(shell.split(" ")[0], "-c", ""), "no such shell here");
            List<String> command = new ArrayList<>(List.of(shell.split(" ")));
            command.add(checkout.root().resolve("environment/inrzoo").toString());
            FakeCheckout.Ended ended =
                    checkout.runBy(command, "fail", "two words", "it's", "$HOME `x` \"q\" \\ *", "", "a\nb");
            assertThat(ended.output()).contains("<fail>\n<two words>\n<it's>\n<$HOME `x` \"q\" \\ *>\n<>\n<a\nb>\n");
            assertThat(ended.code()).isEqualTo(7);
        }

        @Test
        void givesProgramsTheVectorApiWithoutTheWarningOfTheJvm() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            checkout.run();
            assertThat(checkout.run("list").lines())
                    .contains("FloatVector")
                    .noneMatch(line -> line.contains("WARNING"));
        }

        @Test
        void isFoundBehindLinks() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            Path link = Files.createSymbolicLink(folder.resolve("bin/zoo"), Path.of("../zoo/environment/inrzoo"));
            FakeCheckout.Ended ended = checkout.runBy(List.of(link.toString()));
            assertThat(ended.code()).as(ended.output()).isZero();
            assertThat(ended.output()).contains(checkout.root().toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"it's \"quoted\" $x", "Grüße-図", "a;b & c"})
        void worksInFoldersOfAnyName(String name) throws IOException, InterruptedException {
            FakeCheckout checkout = FakeCheckout.in(folder, name).set("LC_ALL", "C");
            FakeCheckout.Ended ended = checkout.run("図");
            assertThat(ended.code()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("<図>", checkout.root().toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"a:b", "a\\b"})
        void saysInWhichFoldersJavaCannotWork(String name) throws IOException, InterruptedException {
            FakeCheckout.Ended ended = FakeCheckout.in(folder, name).run("list");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.lines())
                    .singleElement()
                    .asString()
                    .startsWith("inrzoo: the zoo cannot be built in '")
                    .endsWith("in its path; move it");
        }
    }

    @Nested
    class ABuild {

        @Test
        void isMadeWhereSourcesAreNewer() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            assertThat(checkout.run().lines()).first().isEqualTo(BUILDING);
            assertThat(checkout.run().lines()).doesNotContain(BUILDING);
            checkout.touch("zoo/src/main");
            checkout.run();
            assertThat(checkout.builds()).isEqualTo(2);
        }

        @Test
        void leavesThatOfRunningProgramsAlone() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            List<String> first = checkout.run().lines();
            Path classes = Path.of(first.get(first.size() - 1));
            checkout.touch("pom.xml");
            List<String> second = checkout.run().lines();
            assertThat(second.get(second.size() - 1)).isNotEqualTo(classes.toString());
            assertThat(classes.resolve("org/inrzoo/cli/Main.class")).exists();
        }

        @Test
        void mayBeMovedAndNeedsNoRepository() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            checkout.run();
            Trees.delete(folder.resolve("repository"));
            Path elsewhere = Files.move(checkout.root(), folder.resolve("elsewhere"));
            FakeCheckout.Ended ended = checkout.runBy(
                    List.of(elsewhere.resolve("environment/inrzoo").toString()));
            assertThat(ended.code()).as(ended.output()).isZero();
            assertThat(ended.output()).contains(elsewhere.toString()).doesNotContain(BUILDING);
        }

        /** Kills at any moment: before, while and after Maven writes the class, and while it is copied. */
        @Test
        void isWholeAfterABuildThatWasKilled() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            checkout.set("FAKE_SLOW", "yes");
            Random random = new Random(1);
            for (int kill = 0; kill < 20; kill++) {
                checkout.touch("zoo/pom.xml");
                checkout.kill(300 + random.nextInt(1200), "list");
                FakeCheckout.Ended next = checkout.run("list");
                assertThat(next.code())
                        .as("exit code after kill %d: %s", kill, next.output())
                        .isZero();
                assertThat(next.lines()).as("output after kill %d", kill).contains("<list>");
            }
            try (Stream<Path> left = Files.list(checkout.root().resolve("environment/cli/target"))) {
                assertThat(left).as("what killed builds left").isEmpty();
            }
        }

        @Test
        void isMadeAnewWhereAPieceIsGone() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            checkout.run();
            Trees.delete(checkout.root().resolve("environment/target/lib"));
            assertThat(checkout.run().code()).isZero();
            assertThat(checkout.builds()).isEqualTo(2);
        }

        @Test
        void compilesTheLauncherAnewWhenThatChanges() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            checkout.run();
            Path source = checkout.root().resolve("environment/launcher/src/main/java/org/inrzoo/launcher/Module.java");
            Files.writeString(source, Files.readString(source).replace("CLI(\"environment/cli\"", "CLI(\"nowhere\""));
            checkout.touch("environment/launcher/src/main/java/org/inrzoo/launcher/Module.java");
            checkout.touch("pom.xml");
            assertThat(checkout.run().output()).contains("nowhere");
        }
    }

    @Nested
    class AFailure {

        private void isTold(FakeCheckout checkout, int code, String... lines) throws IOException, InterruptedException {
            FakeCheckout.Ended ended = checkout.run("list");
            assertThat(ended.lines()).containsExactly(lines);
            assertThat(ended.code()).isEqualTo(code);
        }

        @Test
        void ofMavenIsItsErrors() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout().set("FAKE_LOG", "start\\n[ERROR] no network\\n[ERROR] \\nend\\n");
            isTold(
                    checkout,
                    1,
                    BUILDING,
                    "[ERROR] no network",
                    "inrzoo: the build failed; see " + checkout.root().resolve("environment/target/cli/build.log"));
        }

        @Test
        void ofMavenWithoutAnErrorIsHowItsLogEnds() throws IOException, InterruptedException {
            FakeCheckout checkout =
                    checkout().set("FAKE_LOG", "Error occurred during initialization of VM\\nNo heap of 99999g\\n\\n");
            isTold(
                    checkout,
                    1,
                    BUILDING,
                    "Error occurred during initialization of VM",
                    "No heap of 99999g",
                    "inrzoo: the build failed; see " + checkout.root().resolve("environment/target/cli/build.log"));
        }

        @Test
        void ofAFolderThatCannotBeWrittenNamesItAndTheWayOut() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            Trees.delete(checkout.root().resolve("environment/target"));
            Files.writeString(checkout.root().resolve("environment/target"), "in the way");
            isTold(
                    checkout,
                    1,
                    "inrzoo: cannot write to the folder '" + checkout.root().resolve("environment/target")
                            + "', where the zoo is built: use a copy of the project that is your own");
        }

        @Test
        void ofAFolderThatTheBuildCannotWriteDoesSoToo() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            checkout.run();
            Trees.delete(checkout.root().resolve("environment/target/cli"));
            Files.writeString(checkout.root().resolve("environment/target/cli"), "in the way");
            isTold(
                    checkout,
                    1,
                    "inrzoo: cannot write to the folder '" + checkout.root().resolve("environment/target/cli")
                            + "': the zoo has to be built there; use a copy of the project that is your own");
        }

        @Test
        void ofJavaHomeNamesIt() throws IOException, InterruptedException {
            isTold(
                    checkout().set("JAVA_HOME", "/nowhere"),
                    1,
                    "inrzoo: JAVA_HOME is '/nowhere', where there is no JDK");
        }

        @Test
        void ofAnOldJdkNamesIt() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            Path old = Files.createDirectories(folder.resolve("jdk8/bin"));
            Files.copy(folder.resolve("bin/mvn"), old.resolve("javac"));
            Files.writeString(old.resolveSibling("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
            isTold(
                    checkout.set("JAVA_HOME", old.getParent().toString()),
                    1,
                    "inrzoo: JDK 17 or newer is needed; JAVA_HOME is '" + old.getParent() + "'");
        }

        @ParameterizedTest
        @CsvSource({
            "dnf, sudo dnf install maven",
            "pacman, sudo pacman -S maven",
            "zypper, sudo zypper install maven",
            "brew, brew install maven"
        })
        void ofAMissingMavenNamesThePackage(String installer, String command) throws IOException, InterruptedException {
            FakeCheckout checkout = checkout().without("mvn").program(installer, "#!/bin/sh\nexit 1\n");
            isTold(checkout, 1, BUILDING, "inrzoo: install these and try again: " + command);
        }

        @Test
        void ofAMissingMavenWhereNothingInstallsPackagesSaysSo() throws IOException, InterruptedException {
            isTold(
                    checkout().without("mvn"),
                    1,
                    BUILDING,
                    "inrzoo: needed and not there: maven; install and try again");
        }

        @Test
        void ofAUserWhoMayNotInstallSaysWhatRootTypes() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout()
                    .without("mvn")
                    .program("apt-get", "#!/bin/sh\nexit 1\n")
                    .without("id")
                    .program("id", "#!/bin/sh\necho 1000\n");
            isTold(checkout, 1, BUILDING, "inrzoo: install these as root and try again: apt-get install maven");
        }

        @Test
        void ofAptIsAptsAndNamesThePackages() throws IOException, InterruptedException {
            FakeCheckout checkout = checkout()
                    .without("mvn")
                    .program("apt-get", "#!/bin/sh\necho no network >&2\nexit 1\n")
                    .without("id")
                    .program("id", "#!/bin/sh\necho 0\n");
            isTold(
                    checkout,
                    1,
                    BUILDING,
                    "inrzoo: installing maven",
                    "no network",
                    "no network",
                    "inrzoo: apt-get could not install maven; its message is above");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "many|INRZOO_HEAP is the heap for Java, such as 2g or 512m, not 'many'",
                    "999999g|INRZOO_HEAP is '999999g': from 64m to this machine's memory"
                })
        void ofTheHeapNamesTheVariable(String heap, String message) throws IOException, InterruptedException {
            FakeCheckout checkout = checkout();
            checkout.run();
            FakeCheckout.Ended ended = checkout.set("INRZOO_HEAP", heap).run("list");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.lines()).singleElement().asString().startsWith("inrzoo: " + message);
        }
    }

    @Nested
    class AMissingJdk {

        private FakeCheckout checkout(String installer) throws IOException {
            FakeCheckout checkout =
                    ScriptTests.this.checkout().unset("JAVA_HOME").program(installer, "#!/bin/sh\nexit 1\n");
            Path script = checkout.root().resolve("environment/inrzoo");
            Files.writeString(
                    script, Files.readString(script).replace("/usr/lib/jvm/", folder + "/jvm/")); // one may be there
            return checkout;
        }

        @Test
        void isToldToRootWhereTheUserMayNotInstall() throws IOException, InterruptedException {
            FakeCheckout.Ended ended = checkout("apt-get")
                    .without("id")
                    .program("id", "#!/bin/sh\necho 1000\n")
                    .run();
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.lines())
                    .containsExactly(
                            "inrzoo: a JDK is needed: install one as root and try again: apt-get install openjdk-17-jdk-headless");
        }

        @Test
        void isInstalledByAptAndFound() throws IOException, InterruptedException {
            String install = "#!/bin/sh\ncase $* in *install*) mkdir -p '%s/jvm' && ln -s '%s' '%s/jvm/new' ;; esac\n"
                    .formatted(folder, System.getProperty("java.home"), folder);
            FakeCheckout checkout = checkout("apt-get")
                    .program("apt-get", install)
                    .program("apt-cache", "#!/bin/sh\nexit 0\n")
                    .program("ln", "#!/bin/sh\nexec /bin/ln \"$@\"\n")
                    .without("id")
                    .program("id", "#!/bin/sh\necho 0\n");
            FakeCheckout.Ended ended = checkout.run("hello");
            assertThat(ended.lines()).startsWith("inrzoo: installing a JDK").contains("<hello>");
        }

        @ParameterizedTest
        @ValueSource(strings = {"dnf", "pacman", "zypper", "brew"})
        void isToldWithItsPackage(String installer) throws IOException, InterruptedException {
            FakeCheckout.Ended ended = checkout(installer).run();
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.lines()).singleElement().asString().contains("a JDK 17 or newer is needed", installer);
        }
    }

    @Test
    void theHeapIsWhatTheUserSays() throws IOException, InterruptedException {
        assertThat(checkout().set("INRZOO_HEAP", "512m").run().output()).containsPattern(" (49|51)\\d\n");
    }
}
