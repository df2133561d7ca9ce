package org.inrzoo.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.inrzoo.Exhibit;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Shipped;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.ZoomWindow;

/** The pictures of the page of all models: one for each {@link Exhibit}, and the records of their fits, in {@code zoo/models}. */
public final class Gallery {

    /** Longer side of the image that is fitted, pixels. */
    public static final int SIZE = 128;

    /** Steps of every fit. */
    public static final int STEPS = 100;

    private static final int GAP = 8;

    private Gallery() {}

    private static final class Holder {
        private static final List<FitRecord> ALL = Shipped.records(Gallery.class, "models", ".json", FitRecord.class);
    }

    /** The record of the fit that an exhibit's picture shows; none before {@code inrzoo gallery} has made it. */
    public static Optional<FitRecord> result(Exhibit exhibit) {
        return Holder.ALL.stream()
                .filter(result -> result.model().equals(exhibit.model()))
                .findFirst();
    }

    /** A fitted image at its own pixels and, at the right, a part of it at four times as many points. */
    public static BufferedImage picture(Image image, FittedImage fitted) {
        BufferedImage whole = fitted.render(fitted.width(), fitted.height()).toBufferedImage();
        BufferedImage part = ZoomWindow.of(image).between(fitted);
        int type = image.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage both = new BufferedImage(
                whole.getWidth() + GAP + part.getWidth(), Math.max(whole.getHeight(), part.getHeight()), type);
        Graphics2D g = both.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, both.getWidth(), both.getHeight());
        g.drawImage(whole, 0, 0, null);
        g.drawImage(part, whole.getWidth() + GAP, 0, null);
        g.dispose();
        return both;
    }
}
