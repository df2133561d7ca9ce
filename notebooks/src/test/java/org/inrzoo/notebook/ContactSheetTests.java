package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTests {

    @TempDir
    private Path folder;

    private static String output(int side) throws IOException {
        return output(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB));
    }

    private static String output(BufferedImage picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return "{\"data\": {\"image/png\": \"" + Base64.getEncoder().encodeToString(png.toByteArray()) + "\\n\"}}";
    }

    private Path notebook(String outputs) throws IOException {
        return Files.writeString(folder.resolve("a.ipynb"), "{\"cells\": [{\"outputs\": [" + outputs + "]}]}");
    }

    @Test
    void showsTheRichestPictureOfANotebook() throws IOException {
        Path notebook = notebook(output(2) + ", " + output(300) + ", " + output(4));
        assertThat(ContactSheet.richest(notebook))
                .get()
                .extracting(BufferedImage::getWidth)
                .isEqualTo(300);
    }

    @Test
    void showsPicturesToTheirEdges() throws IOException {
        BufferedImage wide = new BufferedImage(400, 100, BufferedImage.TYPE_INT_RGB);
        wide.createGraphics().fillRect(380, 80, 20, 20);
        notebook(output(wide));
        BufferedImage sheet = ContactSheet.of(List.of(folder.resolve("a").toString()));
        assertThat(sheet.getRGB(195, 45)).isEqualTo(Color.WHITE.getRGB());
        assertThat(sheet.getRGB(5, 5)).isEqualTo(Color.BLACK.getRGB());
    }

    @Test
    void leavesOutANotebookWithoutAPicture() throws IOException {
        assertThat(ContactSheet.richest(notebook(""))).isEmpty();
    }
}
