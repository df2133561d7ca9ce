package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.cli.Program.Ended;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.ReadOptions;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Psnr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures as small files, from outside: made, drawn, measured, and what is refused. */
@ExtendWith(WarmProgram.Shared.class)
class CompressCommandTests {

    private static final String[] QUICK = {"--size", "32", "--steps", "40", "--finetune", "10", "--set", "rate=3e-3"};

    private final WarmProgram program;
    private final Path home;

    CompressCommandTests(WarmProgram program) {
        this.program = program;
        home = program.emptied();
    }

    private Ended run(String... arguments) throws Exception {
        return program.run(arguments);
    }

    private static String[] quick(String... rest) {
        return Stream.of(rest, QUICK).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void thePictureIsTheOneThatWasAnnounced() throws Exception {
        Ended made = run(quick("compress", "camera", "--bpp", "6", "--out", "camera.inr", "--json"));
        assertThat(made.code()).as(String.join("\n", made.err())).isZero();
        JsonNode told = new ObjectMapper().readTree(made.out());
        assertThat(Files.size(home.resolve("camera.inr")))
                .isEqualTo(told.at("/bytes").longValue())
                .isLessThanOrEqualTo(6 * 32 * 32 / 8);
        Ended drawn = run("decompress", "camera.inr", "--out", "camera.png");
        assertThat(drawn.out().strip()).isEqualTo("wrote camera.png, 32x32");
        JsonNode decoded = new ObjectMapper()
                .readTree(run("decompress", "camera.inr", "--out", "again.png", "--json")
                        .out());
        assertThat(decoded.path("what").asText()).isEqualTo("32x32");
        assertThat(decoded.path("decodeSeconds").asDouble()).isPositive();
        assertThat(run("decompress", "camera.inr", "--out", "x.gif").err())
                .contains(
                        "inrzoo: 'x.gif' cannot be written: a picture's name ends in .png, .jpg, .jpeg, .tif, .tiff or .bmp");
        float[] values = ImageFiles.read(home.resolve("camera.png"), new ReadOptions(0, Background.WHITE))
                .image()
                .values();
        assertThat(Psnr.standard(values, Datasets.image("camera", 32).values()))
                .isEqualTo(told.at("/psnr").doubleValue());
    }

    @Test
    void rateAndDistortionAreATableAndAChartBesideJpeg() throws Exception {
        Ended ended = run(quick("rd", "camera", "--models", "siren,relu-pe", "--bpp", "6", "--out", "rd"));
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        assertThat(ended.out()).contains("siren", "relu-pe", "jpeg", "JPEG");
        assertThat(home.resolve("rd")).isDirectoryContaining("glob:**rd.{csv,json,png}");
    }

    @Test
    void soundsAreCompressedByTheSameCommands() throws Exception {
        Ended made = run(
                "compress",
                "audio:chirp",
                "--read",
                "seconds=0.05",
                "--bpp",
                "3",
                "--steps",
                "40",
                "--finetune",
                "5",
                "--out",
                "chirp.inr",
                "--json");
        assertThat(made.code()).as(String.join("\n", made.err())).isZero();
        assertThat(new ObjectMapper().readTree(made.out()).path("snr").isNumber())
                .isTrue();
        Ended heard = run("decompress", "chirp.inr", "--out", "chirp.wav");
        assertThat(heard.code()).as(String.join("\n", heard.err())).isZero();
        assertThat(home.resolve("chirp.wav")).isNotEmptyFile();
        assertThat(run("decompress", "chirp.inr", "--out", "chirp.jpg").code()).isNotZero();
    }

    @Test
    void floatsOfEachModelsOwnNetworkAreMeasuredUncoded() throws Exception {
        Ended ended =
                run("rd", "camera", "--size", "32", "--steps", "5", "--models", "relu-10x28", "--floats", "--json");
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        JsonNode points = new ObjectMapper().readTree(ended.out()).path("points");
        assertThat(points.get(0).path("bytes").asInt()).isEqualTo(7_421 * 4);
        assertThat(points.get(1).path("bytes").asInt()).isEqualTo(7_421 * 2);
        assertThat(points.get(1).path("psnr").asDouble())
                .isCloseTo(points.get(0).path("psnr").asDouble(), within(0.1));
    }

    @Test
    void everyPictureOfAFolderGetsAFileAndABadOneHindersNone() throws Exception {
        Path folder = Files.createDirectory(home.resolve("pictures"));
        for (String name : List.of("a.png", "b.png")) {
            Pictures.writePng(folder.resolve(name), Datasets.image("camera", 32).toBufferedImage(8));
        }
        Files.writeString(folder.resolve("c.png"), "no picture");
        String[] line = quick("compress", "pictures", "--bpp", "6", "--out", "small");
        Ended first = run(line);
        assertThat(first.code()).isEqualTo(1);
        assertThat(home.resolve("small")).isDirectoryContaining("glob:**{a,b}.png.inr");
        assertThat(first.err())
                .anyMatch(text -> text.startsWith("inrzoo: pictures/c.png: "))
                .contains("inrzoo: 1 of 3 pictures could not be compressed");
        Files.delete(folder.resolve("c.png"));
        Ended again = run(line);
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("inrzoo: pictures/a.png has its file already; --force makes it again");
        assertThat(run("decompress", "small/b.png.inr", "--out", "b.png").code())
                .isZero();
        Ended wrong = run("compress", "pictures", "--bpp", "6", "--model", "sirren", "--out", "small");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compress camera --out x.inr | say either --bpp B, how large the file may be, or --psnr DB, how good the picture",
                "compress camera --bpp 1 --psnr 30 --out x.inr | say either --bpp B, how large the file may be, or --psnr DB, how good the picture",
                "compress camera --bpp -1 --out x.inr | --bpp cannot be -1.0; it is above 0",
                "compress camera --bpp 0.001 --size 32 --out x.inr | no network of siren fits into 0 bytes; allow more, or name another --model",
                "compress camera --bpp 1 --finetune -1 --out x.inr | --finetune cannot be -1; it is a whole number from 0",
                "compress . --bpp 1 --out x.inr | there is no picture in '.'",
                "compress audio:chirp --size 32 --bpp 1 --out x.inr | --size and --background are of pictures; --read has what a signal can be asked for",
                "compress shape:sphere --bpp 1 --out x.inr | a shape has no samples to be compressed",
                "rd camera --floats --bpp 1 | --floats takes each model's network as it is: leave out --bpp",
                "rd camera --bpp 0 | --bpp cannot be [0.0]; its numbers are above 0",
                "decompress nothing.inr --out x.png | cannot read 'nothing.inr': no such file"
            })
    void whatCannotBeIsSaidInALine(String line, String message) throws Exception {
        Ended ended = run(line.split(" "));
        assertThat(ended.code()).isNotZero();
        assertThat(ended.err()).contains("inrzoo: " + message);
        assertThat(home.resolve("x.inr")).doesNotExist();
    }
}
