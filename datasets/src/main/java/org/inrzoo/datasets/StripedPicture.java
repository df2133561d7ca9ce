package org.inrzoo.datasets;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Vector;

/** A large picture as Java's imaging sees one: its pixels are copied from where they lie when they are asked for. */
final class StripedPicture implements RenderedImage {

    private static final int ROWS = 64;

    private final LargeImage image;
    private final ColorModel colors;
    private final int most;

    /**
     * Of a picture.
     *
     * @param bits of a sample, 8 or 16
     */
    StripedPicture(LargeImage image, int bits) {
        if (bits != 8 && bits != 16) {
            throw new IllegalArgumentException("a sample has 8 or 16 bits, not " + bits);
        }
        this.image = image;
        most = (1 << bits) - 1;
        colors = new ComponentColorModel(
                ColorSpace.getInstance(image.channels() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                false,
                false,
                Transparency.OPAQUE,
                bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
    }

    @Override
    public Raster getData(Rectangle region) {
        WritableRaster raster = Raster.createWritableRaster(
                colors.createCompatibleSampleModel(region.width, region.height), new Point(region.x, region.y));
        return copyData(raster);
    }

    @Override
    public WritableRaster copyData(WritableRaster given) {
        if (given == null) {
            return copyData((WritableRaster) getData());
        }
        Rectangle part = given.getBounds().intersection(new Rectangle(image.width(), image.height()));
        int channels = image.channels();
        float[] pixel = new float[channels];
        int[] row = new int[part.width * channels];
        for (int y = part.y; y < part.y + part.height; y++) {
            for (int x = 0; x < part.width; x++) {
                image.read(part.x + x, y, pixel, 0);
                for (int c = 0; c < channels; c++) {
                    row[x * channels + c] = Math.round(pixel[c] * most);
                }
            }
            given.setPixels(part.x, y, part.width, 1, row);
        }
        return given;
    }

    @Override
    public Raster getData() {
        return getData(new Rectangle(image.width(), image.height()));
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
        int first = tileY * ROWS;
        return getData(new Rectangle(0, first, image.width(), Math.min(ROWS, image.height() - first)));
    }

    @Override
    public ColorModel getColorModel() {
        return colors;
    }

    @Override
    public SampleModel getSampleModel() {
        return colors.createCompatibleSampleModel(image.width(), getTileHeight());
    }

    @Override
    public int getWidth() {
        return image.width();
    }

    @Override
    public int getHeight() {
        return image.height();
    }

    @Override
    public int getMinX() {
        return 0;
    }

    @Override
    public int getMinY() {
        return 0;
    }

    @Override
    public int getNumXTiles() {
        return 1;
    }

    @Override
    public int getNumYTiles() {
        return (image.height() + ROWS - 1) / ROWS;
    }

    @Override
    public int getMinTileX() {
        return 0;
    }

    @Override
    public int getMinTileY() {
        return 0;
    }

    @Override
    public int getTileWidth() {
        return image.width();
    }

    @Override
    public int getTileHeight() {
        return Math.min(ROWS, image.height());
    }

    @Override
    public int getTileGridXOffset() {
        return 0;
    }

    @Override
    public int getTileGridYOffset() {
        return 0;
    }

    /** None, which is null here. */
    @Override
    public Vector<RenderedImage> getSources() {
        return null;
    }

    @Override
    public Object getProperty(String name) {
        return java.awt.Image.UndefinedProperty;
    }

    @Override
    public String[] getPropertyNames() {
        return new String[0];
    }
}
