package org.inrzoo.compress;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.jfree.chart.plot.XYPlot;

/**
 * Quality against size of one picture's files by several coders.
 *
 * @param picture its name
 * @param width pixels per row
 * @param height rows
 * @param points what was measured, JPEG's among them
 */
public record RateDistortion(String picture, int width, int height, List<RatePoint> points) {

    private static final int LEGEND_LINE = 14;

    /** The points of a coder of which none is both smaller and better, the smallest first. */
    public List<RatePoint> best(String coder) {
        List<RatePoint> best = new ArrayList<>();
        points.stream()
                .filter(point -> point.coder().equals(coder))
                .sorted(Comparator.comparingDouble(RatePoint::bpp))
                .forEach(point -> {
                    if (best.isEmpty()
                            || point.psnr() > best.get(best.size() - 1).psnr()) {
                        best.add(point);
                    }
                });
        return best;
    }

    /** The coders' names in the order of the points. */
    public List<String> coders() {
        return points.stream().map(RatePoint::coder).distinct().toList();
    }

    /**
     * The quality of a coder at a rate, dB: between its points in proportion to the rate's logarithm; empty below its smallest
     * and above its largest file.
     */
    public OptionalDouble psnrAt(String coder, double bpp) {
        List<RatePoint> curve = best(coder);
        for (int i = 0; i < curve.size(); i++) {
            RatePoint right = curve.get(i);
            if (right.bpp() == bpp) {
                return OptionalDouble.of(right.psnr());
            }
            if (right.bpp() > bpp) {
                if (i == 0) {
                    return OptionalDouble.empty();
                }
                RatePoint left = curve.get(i - 1);
                double part = Math.log(bpp / left.bpp()) / Math.log(right.bpp() / left.bpp());
                return OptionalDouble.of(left.psnr() + part * (right.psnr() - left.psnr()));
            }
        }
        return OptionalDouble.empty();
    }

    /** For every coder but JPEG, up to which rate it is ahead of JPEG, in a sentence each. */
    public List<String> verdicts() {
        return coders().stream()
                .filter(coder -> !coder.equals(JpegCurve.NAME))
                .map(this::verdict)
                .toList();
    }

    private String verdict(String coder) {
        List<RatePoint> curve = best(coder);
        double smallestJpeg = best(JpegCurve.NAME).get(0).bpp();
        OptionalDouble last = curve.stream()
                .filter(point -> {
                    OptionalDouble jpeg = psnrAt(JpegCurve.NAME, point.bpp());
                    return jpeg.isPresent() ? point.psnr() > jpeg.getAsDouble() : point.bpp() < smallestJpeg;
                })
                .mapToDouble(RatePoint::bpp)
                .max();
        if (last.isEmpty()) {
            return coder + " is nowhere ahead of JPEG";
        }
        boolean everywhere = last.getAsDouble() == curve.get(curve.size() - 1).bpp();
        return String.format(
                Locale.ROOT,
                "%s is ahead of JPEG up to %.3f bits a pixel%s",
                coder,
                last.getAsDouble(),
                everywhere ? ", its largest file" : "");
    }

    /** The points as rows of a table of text. */
    public String text() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-28s %5s %10s %8s %7s  %s%n", "coder", "bits", "bytes", "bpp", "dB", ""));
        for (String coder : coders()) {
            for (RatePoint point : best(coder)) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-28s %5s %,10d %8.3f %7.2f  %s%n",
                        coder,
                        point.bits() == 0 ? "" : String.valueOf(point.bits()),
                        point.bytes(),
                        point.bpp(),
                        point.psnr(),
                        point.settings()));
            }
        }
        return text.toString();
    }

    /** All points, as comma-separated values. */
    public String csv() {
        StringBuilder text = new StringBuilder("coder,settings,bits,bytes,bpp,psnr\n");
        for (RatePoint point : points) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%.5f,%.4f%n",
                    point.coder(),
                    point.settings(),
                    point.bits(),
                    point.bytes(),
                    point.bpp(),
                    point.psnr()));
        }
        return text.toString();
    }

    /** What a program reads: picture, width, height, points, verdicts. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("picture", picture);
        data.put("width", width);
        data.put("height", height);
        data.put("points", points);
        data.put("verdicts", verdicts());
        return data;
    }

    /** The curves: dB against bits a pixel. */
    public BufferedImage chart() {
        double lowest = points.stream().mapToDouble(RatePoint::bpp).min().orElseThrow();
        double highest = points.stream().mapToDouble(RatePoint::bpp).max().orElseThrow();
        XYPlot plot = Charts.plot(
                Charts.logAxis("bits a pixel", 10, lowest, highest), Charts.axis("PSNR of the decoded picture, dB"));
        int line = 0;
        for (String coder : coders()) {
            List<RatePoint> curve = best(coder);
            double[] x = curve.stream().mapToDouble(RatePoint::bpp).toArray();
            double[] y = curve.stream().mapToDouble(RatePoint::psnr).toArray();
            Charts.line(plot, line++, coder, x, y, y, y);
        }
        return Charts.chart(picture + ", " + width + "x" + height, plot, true)
                .createBufferedImage(ChartStyle.WIDTH, ChartStyle.HEIGHT + LEGEND_LINE * line);
    }
}
