package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTests {

    @TempDir
    private Path folder;

    private static String output(int side) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", png);
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
    void leavesOutANotebookWithoutAPicture() throws IOException {
        assertThat(ContactSheet.richest(notebook(""))).isEmpty();
    }
}
