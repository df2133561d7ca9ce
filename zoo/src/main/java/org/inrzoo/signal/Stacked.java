package org.inrzoo.signal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.inrzoo.datasets.Image;

/** Pictures one above the other. */
final class Stacked {

    private static final int GAP = 6;

    private Stacked() {}

    static BufferedImage above(Image top, Image bottom) {
        int width = Math.max(top.width(), bottom.width());
        BufferedImage picture =
                new BufferedImage(width, top.height() + GAP + bottom.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width, picture.getHeight());
        canvas.drawImage(top.toBufferedImage(), 0, 0, width, top.height(), null);
        canvas.drawImage(bottom.toBufferedImage(), 0, top.height() + GAP, width, bottom.height(), null);
        canvas.dispose();
        return picture;
    }
}
