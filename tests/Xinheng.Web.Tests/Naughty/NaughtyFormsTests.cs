using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.People;
using Xinheng.Web.Hosting;
using Xinheng.Web.Tests.Staff;

namespace Xinheng.Web.Tests.Naughty;

/// <summary>Every form of every page that somebody may open, filled in with the public list: never a bug, never markup, and every reason leads to its field.</summary>
public sealed class NaughtyFormsTests
{
    // Shorter fields take codes and numbers, not words.
    private const int ShortestFreeText = 40;
    private const int Unlimited = 2_000;

    private static readonly string[] Typed = ["text", "search", "password", "email", "url", "tel"];

    [Fact]
    public async Task In_every_free_text_field_of_every_form_they_are_answered_as_text_and_each_reason_leads_to_its_field()
    {
        var strings = NaughtyStrings.All();
        await using var site = await StaffSite.OpenAsync();
        var objects = await MatrixObjects.MakeAsync(site, ("own", StaffSite.Transport, "990100"));
        List<string> wrong = [];
        HashSet<string> forms = [];
        foreach (var (client, door) in await PeopleAsync(site))
        {
            foreach (var path in Pages(site, door).Select(pattern => MatrixObjects.Fill(pattern, objects.Of("own"))))
            {
                using var answer = await client.GetAsync(path);
                if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    continue;
                }

                foreach (var form in (await StaffSite.ReadAsync(answer)).QuerySelectorAll("form"))
                {
                    var action = form.GetAttribute("action") ?? path;
                    if (FreeText(form).Count > 0 && forms.Add($"{form.GetAttribute("method")} {action}"))
                    {
                        wrong.AddRange(await FillInAsync(client, form, action, strings));
                    }
                }
            }

            client.Dispose();
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
        Assert.True(forms.Count > 25, $"Only {forms.Count} forms were found: {string.Join(", ", forms)}");
    }

    private static async Task<List<(HttpClient, Door)>> PeopleAsync(StaffSite site)
    {
        await site.AppointAsync("forms.admin", null, Role.Administrator);
        await site.AppointAsync("forms.desk", null, Role.Operator);
        await site.AppointAsync("forms.clerk", StaffSite.Transport, Role.CounterClerk);
        List<(HttpClient, Door)> people = [(site.NewClient(), Door.Portal), (await site.EnrolledAsync("forms.citizen", StaffSite.Citizen), Door.Me)];
        foreach (var name in new[] { "forms.admin", "forms.desk", "transport.maker", "transport.reviewer", "forms.clerk", "auditor" })
        {
            people.Add((await site.SignedInAsync(name), Door.Workbench));
        }

        return people;
    }

    private static IEnumerable<string> Pages(StaffSite site, Door door) =>
        from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where (pattern.StartsWith("/work", StringComparison.Ordinal) ? Door.Workbench : pattern.StartsWith("/me", StringComparison.Ordinal) ? Door.Me : Door.Portal) == door
        where endpoint.RoutePattern.Parameters.All(parameter => MatrixObjects.Knows(pattern, parameter.Name))
        orderby pattern
        select pattern;

    private static async Task<List<string>> FillInAsync(HttpClient client, IElement form, string action, List<string> strings)
    {
        var free = FreeText(form);
        var texts = free.ToDictionary(field => field, field => NaughtyStrings.Packed(strings, Longest(field)));
        List<string> wrong = [];
        for (var i = 0; i < texts.Values.Max(all => all.Count); i++)
        {
            var fields = Fixed(form).Concat(texts.Select(field => (field.Key.GetAttribute("name")!, field.Value[i % field.Value.Count])))
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2)).ToList();
            using var content = new FormUrlEncodedContent(fields);
            using var answer = form.GetAttribute("method") == "post"
                ? await client.PostAsync(action, content)
                : await client.GetAsync($"{action}?{await content.ReadAsStringAsync()}");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                break;
            }

            if ((int)answer.StatusCode >= 500)
            {
                wrong.Add($"{action}: {(int)answer.StatusCode}");
            }
            else if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var page = await StaffSite.ReadAsync(answer, answer.StatusCode);
                wrong.AddRange(NaughtyStrings.Injected(page).Select(found => $"{action}: {found}"));
                wrong.AddRange(page.QuerySelectorAll(".error-summary a[href^='#']")
                    .Where(link => page.GetElementById(link.GetAttribute("href")![1..]) is null)
                    .Select(link => $"{action}: {link.GetAttribute("href")} leads nowhere ({link.TextContent[..Math.Min(40, link.TextContent.Length)]})"));
            }
        }

        return wrong;
    }

    private static List<IElement> FreeText(IElement form) =>
        [.. form.QuerySelectorAll("input[name], textarea[name]").Where(field => IsTyped(field) && Longest(field) >= ShortestFreeText)];

    private static bool IsTyped(IElement field) => field.LocalName == "textarea" || Typed.Contains(field.GetAttribute("type") ?? "text");

    // What a person would leave as it stands, or fill in with the first that is offered.
    private static IEnumerable<(string, string)> Fixed(IElement form)
    {
        foreach (var field in form.QuerySelectorAll("input[name], select[name], button[name]"))
        {
            var (name, type) = (field.GetAttribute("name")!, field.GetAttribute("type") ?? "text");
            if (field.LocalName == "select")
            {
                yield return (name, field.QuerySelectorAll("option").Select(option => option.GetAttribute("value") ?? option.TextContent).FirstOrDefault(value => value.Length > 0) ?? "");
            }
            else if (type is "hidden" or "date" or "number" or "datetime-local" || (type == "radio" && field.HasAttribute("checked")) || (IsTyped(field) && Longest(field) < ShortestFreeText && field.LocalName == "input"))
            {
                yield return (name, field.GetAttribute("value") is { Length: > 0 } value ? value : type == "date" ? "2026-04-15" : type == "number" ? "1" : "");
            }
        }
    }

    private static int Longest(IElement field) =>
        int.TryParse(field.GetAttribute("maxlength"), NumberStyles.None, CultureInfo.InvariantCulture, out var longest) ? Math.Min(longest, Unlimited) : Unlimited;
}
