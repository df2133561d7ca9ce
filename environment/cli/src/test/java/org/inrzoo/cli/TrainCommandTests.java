package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.inrzoo.cli.Program.Ended;
import org.inrzoo.vision.VisionModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Networks for pictures from outside: trained, stopped and gone on with, tested, carded, and what is refused. */
@ExtendWith(WarmProgram.Shared.class)
class TrainCommandTests {

    private static final String[] TINY = {
        "--data", "digits", "--train", "200", "--set", "epochs=2", "--set", "width=0.125", "--threads", "1", "--json"
    };

    private final WarmProgram program;
    private final Path home;

    TrainCommandTests(WarmProgram program) {
        this.program = program;
        home = program.emptied();
    }

    private Ended run(String... arguments) throws Exception {
        return program.run(arguments);
    }

    private static JsonNode json(Ended ended) throws Exception {
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        return new ObjectMapper().readTree(ended.out());
    }

    private static String[] tiny(String command, String name, String... rest) {
        return Stream.of(new String[] {command, name}, TINY, rest)
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
    }

    @Test
    void isTrainedRefocusedAndTested() throws Exception {
        JsonNode plain = json(run(tiny("train", "ds", "--out", "plain")));
        assertThat(plain.at("/steps").intValue()).isEqualTo(6);
        assertThat(plain.at("/accuracy").doubleValue()).isBetween(0.0, 100.0);
        JsonNode refocused = json(run(tiny("train", "refconv-ds", "--from", "plain", "--out", "refocused")));
        JsonNode kept = json(run(tiny("train", "ds", "--snapshots", "2", "--out", "kept")));
        JsonNode together = json(run("evaluate", "kept", "--ensemble", "--picture", "confusion.png", "--json"));
        assertThat(together.at("/members").intValue()).isEqualTo(2);
        assertThat(together.at("/accuracy")).isEqualTo(kept.at("/ensemble"));
        assertThat(home.resolve("confusion.png")).isNotEmptyFile();
        assertThat(refocused.at("/deployedParameters")).isEqualTo(plain.at("/deployedParameters"));
        assertThat(refocused.at("/parameters").intValue())
                .isGreaterThan(plain.at("/parameters").intValue());
        JsonNode tested = json(run("evaluate", "refocused", "--deployed", "--json"));
        assertThat(tested.at("/accuracy")).isEqualTo(refocused.at("/accuracy"));
        assertThat(tested.at("/confusion")).isEqualTo(refocused.at("/confusion"));
        Ended table = run("evaluate", "refocused");
        assertThat(table.out().lines()).hasSize(12);
        assertThat(table.out()).contains("class", "recall", "refconv-ds[width=0.125");
    }

    /** By the slower engine, so that the second checkpoint is there long enough to be seen. */
    @Test
    void goesOnAfterItWasStopped() throws Exception {
        String slow = "engine=samediff";
        JsonNode whole = json(run(tiny("train", "cnn", "--out", "whole", "--epochs", "12", "--set", slow)));
        Program program = Program.start(
                home,
                tiny("train", "cnn", "--out", "parts", "--epochs", "12", "--checkpoint-every", "1", "--set", slow));
        program.awaitFile(home.resolve("parts"), "checkpoint-000000002.safetensors");
        program.kill();
        program.end();
        JsonNode resumed = json(run("resume", "parts", "--json"));
        assertThat(resumed.at("/weightsSha256")).isEqualTo(whole.at("/weightsSha256"));
    }

    @Test
    void isComparedWithItsFairControl() throws Exception {
        Ended compared = run(
                "compare",
                "ds,ds:from=ds,refconv-ds:from=ds",
                "--data",
                "digits",
                "--train",
                "100",
                "--epochs",
                "1",
                "--seeds",
                "1",
                "--set",
                "width=0.125",
                "--threads",
                "1",
                "--out",
                "fair");
        assertThat(compared.code()).as(String.join("\n", compared.err())).isZero();
        assertThat(compared.out()).contains("ACCURACY, %", "refconv-ds:from=ds", "3 fits of digits; see fair");
        assertThat(compared.err().get(0))
                .startsWith("inrzoo: 3 fits of digits, 100 pictures learnt from, 597 tested, about ");
        assertThat(Program.names(home.resolve("fair")))
                .contains("compare.csv", "compare.json", "compare.png", "pictures.png", "ds-seed0");
        JsonNode swept = json(run(
                "sweep",
                "cnn",
                "--set",
                "rate=0.02,0.05",
                "--set",
                "width=0.125",
                "--data",
                "digits",
                "--train",
                "100",
                "--epochs",
                "1",
                "--threads",
                "1",
                "--json"));
        assertThat(swept.at("/fits").size()).isEqualTo(2);
        assertThat(swept.at("/measure").textValue()).isEqualTo("accuracy");
    }

    /** SPW's weights are made of what the stages of a network that was trained so have for the picture. */
    @Test
    void describesAPictureToANetworkOfCoordinates() throws Exception {
        assertThat(run(tiny("train", "vgg-8-norm", "--out", "seer")).code()).isZero();
        JsonNode fitted = json(run(fit("seer", "--out", "fitted", "--json")));
        assertThat(fitted.at("/settings/semantics").textValue()).isEqualTo("seer");
        assertRefused(
                "option 'semantics' cannot be 'nowhere'; it is one of image, classifier, other, random, or the folder",
                fit("nowhere"));
    }

    private static String[] fit(String semantics, String... rest) {
        String[] fit = {
            "fit",
            "spw-siren",
            "--image",
            "camera",
            "--size",
            "16",
            "--steps",
            "2",
            "--set",
            "width=8",
            "--set",
            "depth=1",
            "--set",
            "semantics=" + semantics,
            "--threads",
            "1"
        };
        return Stream.of(fit, rest).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void hasItsStepsMeasured() throws Exception {
        JsonNode measured = json(run(
                "bench",
                "--model",
                "cnn",
                "--batch",
                "4",
                "--engines",
                "fused",
                "--rounds",
                "1",
                "--threads",
                "1",
                "--json"));
        assertThat(measured.at("/unit").textValue()).isEqualTo("pictures");
        assertThat(measured.at("/points").intValue()).isEqualTo(4);
        assertThat(measured.at("/lines").findValuesAsText("engine")).containsExactly("fused");
    }

    @Test
    void hasACard() throws Exception {
        assertThat(run("card", "leni-pair").out()).contains("Reconstruction", "27,162", "Compare with cnn");
        assertThat(json(run("card", "refconv-ds", "--json"))
                        .at("/deployedParameters")
                        .intValue())
                .isEqualTo(12666);
        assertThat(json(run("list", "refconv-*", "--json")))
                .hasSameSizeAs(VisionModels.list("refconv-*"))
                .hasSizeGreaterThan(2);
    }

    @Test
    void isRefusedInOneLine() throws Exception {
        assertRefused(
                "'siren' is a function of coordinates, for 'inrzoo fit', and no network for pictures",
                "train",
                "siren");
        assertRefused("unknown model 'refconv'; nearest: refconv-", "train", "refconv");
        assertRefused("there are no pictures 'fashoin'", "train", "cnn", "--data", "fashoin");
        assertRefused("unknown option 'widht' of cnn; did you mean 'width'?", "train", "cnn", "--set", "widht=1");
        assertRefused("cannot read", "evaluate", "nowhere");
        String picture = "'cnn' is a network for pictures, for 'inrzoo train', and no function of coordinates";
        assertRefused(picture, "compare", "siren,cnn");
        assertRefused(picture, "fit", "cnn");
        assertRefused("--size is for functions of coordinates", "compare", "cnn", "--size", "32");
        assertRefused(
                "the fused engine cannot train this network: a layer stands behind an operation of its own;",
                "bench",
                "--model",
                "refconv-ds");
        assertRefused(
                "--signal, --objective and --optimizer are for functions of coordinates",
                "bench",
                "--model",
                "cnn",
                "--signal",
                "image:camera");
    }

    private void assertRefused(String start, String... arguments) throws Exception {
        Ended ended = run(arguments);
        assertThat(ended.code()).isNotZero();
        assertThat(ended.err()).singleElement().asString().startsWith("inrzoo: " + start);
    }
}
