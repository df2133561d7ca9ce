package org.inrzoo.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Notebooks at a glance: of each the richest of its stored pictures, whole. */
public final class ContactSheet {

    private static final int COLUMNS = 3;
    private static final int SIDE = 200;

    private ContactSheet() {}

    /**
     * The pictures side by side, each with its notebook's name; a notebook without a picture is left out.
     *
     * @param names of notebooks in the working folder, without their ending
     */
    public static BufferedImage of(List<String> names) {
        ImageGrid grid = new ImageGrid(COLUMNS, SIDE);
        for (String name : names) {
            richest(Path.of(name + ".ipynb")).ifPresent(picture -> grid.add(picture, name));
        }
        return grid.draw();
    }

    /** The picture of the most bytes. */
    static Optional<BufferedImage> richest(Path notebook) {
        try {
            List<String> pictures = new ArrayList<>();
            for (JsonNode picture :
                    new ObjectMapper().readTree(notebook.toFile()).findValues("image/png")) {
                pictures.add(picture.asText());
            }
            Optional<String> richest = pictures.stream().max(Comparator.comparingInt(String::length));
            if (richest.isEmpty()) {
                return Optional.empty();
            }
            byte[] png = Base64.getMimeDecoder().decode(richest.get());
            return Optional.of(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the notebook '" + notebook + "'", e);
        }
    }
}
