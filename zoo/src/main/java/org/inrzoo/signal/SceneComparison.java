package org.inrzoo.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.scene.Camera;
import org.inrzoo.scene.View;

/** Held views of a scene, a column each: what the camera saw, what a field shows, and depths, the true ones first where they are known. */
final class SceneComparison {

    private static final int MOST_VIEWS = 6;
    private static final int GAP = 2;

    private SceneComparison() {}

    /** The picture. */
    static Image of(ViewedScene scene, SceneRenderer renderer) {
        List<View> views =
                scene.held().subList(0, Math.min(MOST_VIEWS, scene.held().size()));
        List<List<Image>> columns = new ArrayList<>();
        for (View view : views) {
            Camera camera = view.camera();
            SceneRenderer.Seen seen = renderer.seen(camera, done -> {});
            double middle = camera.position().length();
            double reach = Math.sqrt(3) * renderer.bound();
            List<Image> column = new ArrayList<>(List.of(view.picture(), seen.picture()));
            scene.truth()
                    .ifPresent(
                            surface -> column.add(depth(surface.depth(camera, middle + reach), camera, middle, reach)));
            column.add(depth(seen.depth(), camera, middle, reach));
            columns.add(column);
        }
        return beside(columns);
    }

    private static Image depth(double[] depth, Camera camera, double middle, double reach) {
        return DepthPicture.of(depth, camera.width(), camera.height(), middle - reach, middle + reach);
    }

    /** Pictures of one size in rows, about as many as columns. */
    static Image inRows(List<Image> pictures) {
        int across = (int) Math.ceil(Math.sqrt(pictures.size()));
        List<List<Image>> columns = new ArrayList<>();
        for (int c = 0; c < across; c++) {
            List<Image> column = new ArrayList<>();
            for (int i = c; i < pictures.size(); i += across) {
                column.add(pictures.get(i));
            }
            columns.add(column);
        }
        return beside(columns);
    }

    /** Pictures of one size in columns on white, the first column the longest. */
    private static Image beside(List<List<Image>> columns) {
        Image first = columns.get(0).get(0);
        int across = first.width() + GAP;
        int down = first.height() + GAP;
        int width = across * columns.size() - GAP;
        int height = down * columns.get(0).size() - GAP;
        float[] values = new float[3 * width * height];
        Arrays.fill(values, 1);
        for (int c = 0; c < columns.size(); c++) {
            for (int r = 0; r < columns.get(c).size(); r++) {
                float[] part = columns.get(c).get(r).values();
                for (int y = 0; y < first.height(); y++) {
                    int to = 3 * ((r * down + y) * width + c * across);
                    System.arraycopy(part, 3 * y * first.width(), values, to, 3 * first.width());
                }
            }
        }
        return new Image(width, height, 3, values);
    }
}
