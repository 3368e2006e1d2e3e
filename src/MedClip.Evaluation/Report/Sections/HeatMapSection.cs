using System.Text;

namespace MedClip.Evaluation;

/// <summary>The section of films with heat maps over them.</summary>
internal static class HeatMapSection
{
    public static void Write(StringBuilder page, IReadOnlyList<HeatMapFilm> films)
    {
        if (films.Count == 0)
        {
            return;
        }

        page.Append("<section><h2>Heat maps</h2><p>The films that score highest for each finding, and what in them raises that score (Grad-CAM conditioned on the prompts): from dark red to yellow the more. ");
        page.Append("It shows what the model looks at, not where a finding is.</p><div class=\"films\">");
        foreach (HeatMapFilm film in films)
        {
            page.Append($"<figure><figcaption>{Html.Escape(film.Finding.Name)}: {Html.Escape(film.Name)}</figcaption><div class=\"film\">");
            if (!film.Png.IsEmpty)
            {
                page.Append($"<img alt=\"{Html.Escape(film.Description)}\" src=\"data:image/png;base64,{Convert.ToBase64String(film.Png.Span)}\">");
            }

            page.Append($"<ul><li{(film.Present ? " class=\"yes\"" : "")}>score {Html.Number(film.Score)}</li><li>{(film.Present ? "labelled present ✓" : "not labelled present")}</li></ul></div></figure>");
        }

        page.Append("</div></section>");
    }
}
