package org.inrzoo.page;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.inrzoo.Zoo;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.chart.Charts;
import org.inrzoo.record.FitRecord;
import org.jfree.chart.plot.XYPlot;

/** Draws what the number of heads does to a Multi-Head ReLU network, from the recorded fits that went through. */
public final class HeadsChart {

    private HeadsChart() {}

    /** PSNR at the fitted pixels, and at the pixels of the same picture at twice the size, against the heads per side. */
    public static BufferedImage draw() {
        List<FitRecord> fits = Zoo.list("multihead-relu-h*").stream()
                .flatMap(model -> model.card().results().stream()
                        .filter(result -> result.test() != null
                                && result.steps() == model.recipe().steps()))
                .sorted(Comparator.comparingDouble(HeadsChart::heads))
                .toList();
        double[] heads = fits.stream().mapToDouble(HeadsChart::heads).toArray();
        XYPlot plot = Charts.plot(
                Charts.logAxis("heads per side of the picture", 2, heads[0], heads[heads.length - 1]),
                Charts.axis("PSNR, dB"));
        line(plot, 0, "at the pixels that were fitted", heads, fits, FitRecord::psnr);
        line(
                plot,
                1,
                "at twice the size, between them",
                heads,
                fits,
                result -> result.test().psnr());
        return Charts.chart("", plot, true).createBufferedImage(ChartStyle.WIDTH, ChartStyle.HEIGHT);
    }

    private static double heads(FitRecord result) {
        return Double.parseDouble(result.model().replaceAll(".*-h", ""));
    }

    private static void line(
            XYPlot plot,
            int line,
            String name,
            double[] heads,
            List<FitRecord> fits,
            ToDoubleFunction<FitRecord> value) {
        double[] y = fits.stream().mapToDouble(value).toArray();
        Charts.line(plot, line, name, heads, y, y, y);
    }
}
