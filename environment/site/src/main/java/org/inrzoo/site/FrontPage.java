package org.inrzoo.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The first page: what this is, in a minute, and a network to be looked at. */
final class FrontPage {

    private static final int SHOWN = 6;

    private FrontPage() {}

    static SitePage of(List<Animal> animals, ModelPages pages, int notebooks) {
        Optional<Animal> star = animals.stream()
                .filter(animal -> pages.shown(animal).network() != null)
                .min(Comparator.comparing((Animal animal) -> !animal.name().equals("loe-sine-fine2coarse"))
                        .thenComparing(animal -> !animal.name().equals("siren"))
                        .thenComparing(animal -> animal.size().macs()));
        Html hero = star.map(animal -> Html.of(
                        "<div>{}<p class=\"under\">{} numbers, the weights of <a href=\"{}\"><code>{}</code></a>, are all that this picture is made of."
                                + " Zoom in: there are no pixels.</p></div>",
                        ModelPages.viewer(SiteFrame.FRONT, animal, pages.shown(animal)),
                        Numbers.whole(numbers(animal)),
                        animal.page(),
                        animal.name()))
                .orElse(Html.NOTHING);
        long pictures = animals.stream()
                .filter(animal -> !animal.model().isOfCoordinates())
                .count();
        Html main = Html.of(
                """
                <div class="hero">
                <div>
                <h1>A picture as a function</h1>
                <p class="lead">A small network is asked for a place and answers with the colour there. Fit it to a photograph, and its weights <em>are</em> the
                photograph: a function that can be drawn at any size, differentiated, and fitted to what an instrument measured.</p>
                <p>This is a zoo of such networks for Java: {} models by name, {} of them functions of places and {} networks that tell pictures apart, each with its
                paper, its recipe and what it reached here. To read, to teach with, to build on.</p>
                <pre tabindex="0"><code>environment/inrzoo quickstart      # fits a photograph in a minute
                environment/inrzoo notebook        # opens the notebooks</code></pre>
                </div>
                {}
                </div>
                <div class="doors">
                <section><h2><a href="gallery.html">Look</a></h2><p>The gallery: what each model makes of a picture, where it errs and at which frequencies, what lies between
                its pixels, how large it is and how long it took.</p></section>
                <section><h2><a href="learn.html">Learn</a></h2><p>{} notebooks and exercises, from a first look without a formula to networks that claims are tested on, with a
                <a href="guides/course.html">course of four meetings</a>.</p></section>
                <section><h2><a href="results.html">Compare</a></h2><p>Fits of the same picture side by side, speed beside SameDiff and libtorch, small files beside JPEG, scans,
                sounds and solids.</p></section>
                <section><h2><a href="guides.html">Build</a></h2><p>The library by questions, the command line, a layer and a signal of your own.</p></section>
                </div>
                {}
                """, animals.size(), animals.size() - pictures, pictures, hero, notebooks, strip(animals, pages));
        return new SitePage(
                SiteFrame.FRONT,
                "INR zoo: a picture as a function",
                SiteFrame.FRONT,
                main,
                star.isPresent() ? List.of("assets/viewer.js") : List.of(),
                true);
    }

    /** What the network that is shown is made of, which may be smaller than the model is as it is registered. */
    private static int numbers(Animal animal) {
        return animal.specimen()
                .map(specimen -> specimen.fitted().architecture().parameters().size())
                .orElse(animal.size().trained());
    }

    /** One model of each of some families. */
    private static Html strip(List<Animal> animals, ModelPages pages) {
        List<Html> shown = new ArrayList<>();
        List<String> families = new ArrayList<>();
        for (Animal animal : animals) {
            String picture = pages.shown(animal).picture();
            if (picture != null && shown.size() < SHOWN && !families.contains(animal.family())) {
                families.add(animal.family());
                shown.add(Html.of(
                        "<li><a href=\"{}\"><img src=\"{}\" alt=\"A photograph as {} draws it\" loading=\"lazy\"><span>{}</span></a></li>\n",
                        animal.page(),
                        picture,
                        animal.name(),
                        animal.family()));
            }
        }
        return shown.isEmpty()
                ? Html.NOTHING
                : Html.of("<h2>Some of its inhabitants</h2>\n<ul class=\"strip\">\n{}</ul>\n", shown);
    }
}
