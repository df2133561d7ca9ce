package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RendererTests {

    private static BufferedImage picture(MimeBundle bundle) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(bundle.data().get("image/png"))));
    }

    @Test
    void picturesArePng() throws IOException {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(2, 1, 0x123456);
        MimeBundle bundle = Renderer.render(picture);
        assertThat(picture(bundle).getRGB(2, 1) & 0xFFFFFF).isEqualTo(0x123456);
        assertThat(bundle.data()).containsEntry("text/plain", "picture of 3x2 pixels");
    }

    /** A value that draws itself. */
    public record Drawing(int side) {

        public BufferedImage toBufferedImage() {
            return new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB); // fails for 0
        }
    }

    @Test
    void valuesThatDrawThemselvesArePng() throws IOException {
        MimeBundle bundle = Renderer.render(new Drawing(32));
        assertThat(picture(bundle).getWidth()).isEqualTo(32);
        assertThat(bundle.data()).containsEntry("text/plain", "Drawing[side=32] of 32x32 pixels");
        assertThat(Renderer.render(new Drawing(0)).data()).isEqualTo(Map.of("text/plain", "Drawing[side=0]"));
    }

    @Test
    void tablesAreHtmlWhoseTextIsEscaped() {
        Table table = Table.create("t", StringColumn.create("name", "a<b"), IntColumn.create("n", new int[] {7}));
        assertThat(Renderer.render(table).data().get("text/html")).contains("<table>", "a&lt;b", "7");
    }

    @Test
    void arraysAreTheirFirstElements() {
        assertThat(Renderer.render(new int[] {1, 2}).data()).isEqualTo(Map.of("text/plain", "int[2] {1, 2}"));
        assertThat(Renderer.render(new float[100]).data().get("text/plain"))
                .startsWith("float[100] {0.0, ")
                .endsWith("100 in all}");
        assertThat(Renderer.render(new int[][] {{1}, null}).data().get("text/plain"))
                .isEqualTo("int[][2] {int[1] {1}, null}");
    }

    @Test
    void textIsWhatItIsSaidToBe() {
        assertThat(Renderer.render("<b>x</b>", "text/html").data()).isEqualTo(Map.of("text/html", "<b>x</b>"));
        assertThat(Renderer.render("<b>x</b>").data()).isEqualTo(Map.of("text/plain", "<b>x</b>"));
    }

    @Test
    void aFormThatAValueDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Renderer.render(7, "image/png"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Integer cannot be shown as 'image/png'; it can be as: text/plain");
    }

    @Test
    void aValueWhoseTextIsNullIsTheTextNull() {
        Object value = new Object() {
            @Override
            @SuppressWarnings("ToStringReturnsNull") // which is what is tried
            public String toString() {
                return null;
            }
        };
        assertThat(Renderer.render(value).data()).isEqualTo(Map.of("text/plain", "null"));
        assertThat(Renderer.render(new Object[] {value}).data()).isEqualTo(Map.of("text/plain", "Object[1] {null}"));
    }

    @Test
    void aPictureTooLargeForANotebookIsRefused() {
        BufferedImage picture = new BufferedImage(20_000, 6_000, BufferedImage.TYPE_BYTE_BINARY);
        assertThatThrownBy(() -> Renderer.render(picture))
                .hasMessage(
                        "a picture of 20000x6000 pixels is too large for a notebook: make it smaller, or write it to a file");
    }

    @Test
    void longTextIsCutWithItsLength() {
        assertThat(Renderer.render("x".repeat(10_000_001)).text())
                .hasSizeLessThan(10_000_100)
                .endsWith("x\u2026 10000001 characters in all");
    }

    @Test
    void nothingIsText() {
        assertThat(Renderer.render((Object) null).data()).isEqualTo(Map.of("text/plain", "null"));
    }
}
