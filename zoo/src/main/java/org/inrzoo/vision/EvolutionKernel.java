package org.inrzoo.vision;

import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.GraphBuilder;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * One formula for operators on features, after Evolution, Cai 2023: with the features x[q] of all P pixels q, as rows,
 *
 * <pre>y[p] = Σ_q x[q] E[p,q]        E[p,q] = Σ_h A_h[p,q] V_h</pre>
 *
 * <p>Here every E is kept as heads h, each a matrix A_h over pixels and a matrix V_h over channels.
 *
 * @param pixels A: [heads · P, P], or [pictures, heads, P, P] where the features themselves decide
 * @param byPicture whether every picture has A of its own
 * @param channels V: [heads · in, out]
 * @param heads how many
 * @param out features of a result
 */
public record EvolutionKernel(SDVariable pixels, boolean byPicture, SDVariable channels, int heads, int out) {

    /** y. */
    public FeatureMap apply(GraphBuilder graph, FeatureMap x) {
        int p = x.pixels();
        int c = x.channels();
        graph.counts((long) heads * p * p * c + (long) heads * p * c * out);
        SDVariable rows = graph.sd().reshape(x.value(), -1, c, p);
        SDVariable gathered; // [pictures, P, heads, in]
        if (byPicture) {
            SDVariable a = graph.sd().reshape(pixels, -1, (long) heads * p, p);
            SDVariable z = a.mmul(graph.sd().permute(rows, 0, 2, 1));
            gathered = graph.sd().permute(graph.sd().reshape(z, -1, heads, p, c), 0, 2, 1, 3);
        } else {
            SDVariable z = pixels.mmul(graph.sd().reshape(graph.sd().permute(rows, 2, 0, 1), p, -1));
            gathered = graph.sd().permute(graph.sd().reshape(z, heads, p, -1, c), 2, 1, 0, 3);
        }
        SDVariable y = graph.sd().reshape(gathered, -1, (long) heads * c).mmul(channels);
        SDVariable map = graph.sd().permute(graph.sd().reshape(y, -1, p, out), 0, 2, 1);
        return new FeatureMap(graph.sd().reshape(map, -1, out, x.height(), x.width()), out, x.height(), x.width());
    }

    /** E itself, [pictures or 1, P, P, in, out]: P² · in · out values, for small maps. */
    public SDVariable explicit(GraphBuilder graph, FeatureMap x) {
        int p = x.pixels();
        SDVariable last = byPicture
                ? graph.sd().permute(pixels, 0, 2, 3, 1)
                : graph.sd().permute(graph.sd().reshape(pixels, heads, p, p), 1, 2, 0);
        SDVariable product = graph.sd()
                .reshape(last, -1, heads)
                .mmul(graph.sd().reshape(channels, heads, (long) x.channels() * out));
        return graph.sd().reshape(product, -1, p, p, x.channels(), out);
    }
}
