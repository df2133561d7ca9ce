package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.inrzoo.cli.Program.Ended;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.ReadOptions;
import org.inrzoo.metric.Psnr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures as small files, from outside: made, drawn, measured, and what is refused. */
class CompressCommandTests {

    private static final String[] QUICK = {"--size", "32", "--steps", "40", "--finetune", "10", "--set", "rate=3e-3"};

    @TempDir
    private Path home;

    private Ended run(String... arguments) throws Exception {
        return Program.run(home, arguments);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compress camera --out x.inr | say either --bpp B, how large the file may be, or --psnr DB, how good the picture",
                "compress camera --bpp 1 --psnr 30 --out x.inr | say either --bpp B, how large the file may be, or --psnr DB, how good the picture",
                "compress camera --bpp -1 --out x.inr | --bpp cannot be -1.0; it is above 0",
                "compress camera --bpp 0.001 --size 32 --out x.inr | no network of siren fits into 0 bytes; allow more, or name another --model",
                "compress camera --bpp 1 --finetune -1 --out x.inr | --finetune cannot be -1; it is a whole number from 0",
                "rd camera --bpp 0 | --bpp cannot be [0.0]; its numbers are above 0",
                "decompress nothing.inr --out x.png | cannot read 'nothing.inr': no such file",
                "decompress nothing.inr --out x.gif | 'x.gif' cannot be written: a picture's name ends in .png, .jpg, .jpeg, .tif, .tiff or .bmp"
            })
    void whatCannotBeIsSaidInALine(String line, String message) throws Exception {
        Ended ended = run(line.split(" "));
        assertThat(ended.code()).isNotZero();
        assertThat(ended.err()).contains("inrzoo: " + message);
        assertThat(home.resolve("x.inr")).doesNotExist();
    }
}
