using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Xinheng.Web.Api;
using Xinheng.Web.Api.Assessment;
using Xinheng.Web.Api.Cases;
using Xinheng.Web.Api.Catalogue;
using Xinheng.Web.Api.Collection;
using Xinheng.Web.Api.Disclosure;
using Xinheng.Web.Api.Exchange;
using Xinheng.Web.Api.Journal;
using Xinheng.Web.Api.Law;
using Xinheng.Web.Api.People;
using Xinheng.Web.Api.Publication;
using Xinheng.Web.Api.Subjects;
using Xinheng.Web.Components;
using Xinheng.Web.Components.Cases;
using Xinheng.Web.Components.Layout;
using Xinheng.Web.Hosting.Assets;
using Xinheng.Web.Me;
using Xinheng.Web.Me.Papers;
using Xinheng.Web.Me.Repairs;
using Xinheng.Web.Me.Stating;
using Xinheng.Web.Portal.Badges;
using Xinheng.Web.Me.Objections;
using Xinheng.Web.Me.Cases.Rectifying;
using Xinheng.Web.Me.Cases.Reporting;
using Xinheng.Web.Me.Commitments;
using Xinheng.Web.Portal.Publication;
using Xinheng.Web.Portal.Reporting;
using Xinheng.Web.Workbench.Assessment;
using Xinheng.Web.Workbench.Assessment.Auditing;
using Xinheng.Web.Workbench.Assessment.Desk;
using Xinheng.Web.Portal.Publication.Developers;
using Xinheng.Web.Portal.Publication.Statistics;
using Xinheng.Web.Workbench.Cases.Rectifying;
using Xinheng.Web.Workbench.Cases.Reporting;
using Xinheng.Web.Portal.Repair;
using Xinheng.Web.Workbench.Catalogue;
using Xinheng.Web.Workbench.Collection;
using Xinheng.Web.Workbench.Commitments;
using Xinheng.Web.Workbench.Collection.Making;
using Xinheng.Web.Workbench.Collection.Reviewing;
using Xinheng.Web.Hosting.Keeping;
using Xinheng.Web.Hosting.Reading;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench.Disclosure;
using Xinheng.Web.Workbench.Objections;
using Xinheng.Web.Workbench.Exchange;
using Xinheng.Web.Workbench.People;
using Xinheng.Web.Workbench.People.Security;
using Xinheng.Web.Workbench.People.SigningIn;
using Xinheng.Web.Workbench.Publication;
using Xinheng.Web.Workbench.Papers;
using Xinheng.Web.Workbench.Records;
using Xinheng.Web.Workbench.Repairs;
using Xinheng.Web.Workbench.Stating;
using Xinheng.Web.Workbench.Subjects;
using Xinheng.Web.Workbench.Tracing;

namespace Xinheng.Web.Hosting;

/// <summary>Puts the house behind its doors: reading this file is reading what a running platform consists of.</summary>
public static class XinhengHost
{
    /// <param name="settings">Which doors, where, how generous.</param>
    /// <param name="rooms">Adds the rooms' use cases, one line each; tests put their own world here.</param>
    public static WebApplication Build(WebSettings settings, Action<WebApplicationBuilder> rooms)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(settings.Urls.Split([';', ',']));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;   // doors that take files raise it for themselves
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);   // our keys folder is its own protection
        AddDoors(builder.Services, settings);
        rooms(builder);

        var app = builder.Build();
        UseHall(app, settings);
        MapDoors(app);
        return app;
    }

    private static void AddDoors(IServiceCollection services, WebSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Site);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(SiteFiles.OfBuild());
        services.AddSingleton<PublicCaching>();
        services.AddSingleton<KeyedLimits>();
        services.AddSingleton<SubjectBytesCache>();
        services.AddSingleton(provider => new ReadLimits(settings.PublicCostPerMinute, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));   // Chinese stays Chinese; markup is still escaped
        services.AddRazorComponents();
        services.AddSingleton(EnglishTexts.Read());
        services.AddScoped<Texts>();
        services.AddSingleton<CaseWords>();
        services.AddHttpContextAccessor();
        StaffEntrance.Add(services, settings);
        services.AddHealthChecks();
        OpenApi.Add(services);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = PublicJson.Options.Encoder);
        services.AddResponseCompression(compression =>
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"]);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ClosedByDefault>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(ClosedByDefault.Policy);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in settings.TrustedProxies)
            {
                forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
            }
        });
    }

    private static void UseHall(WebApplication app, WebSettings settings)
    {
        if (settings.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        if (settings.IsHttps)
        {
            // Whoever ends TLS before us need not say so: the operator has.
            app.Use((http, next) =>
            {
                http.Request.Scheme = Uri.UriSchemeHttps;
                return next(http);
            });
        }

        SecurityHeaders.Use(app);
        StatusAnswers.Use(app);
        // The API compresses its own answers, because a strong tag belongs to one encoding.
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), pages => pages.UseResponseCompression());
        app.UseRouting();
        Gates.UseDoors(app, settings);
        Gates.UseLimits(app, app.Services.GetRequiredService<ReadLimits>());
        Gates.UseCaching(app, app.Services.GetRequiredService<PublicCaching>());
        ViewForm.UseChoice(app, settings);
        StaffEntrance.UseSameOrigin(app);
        app.UseAuthentication();
        app.UseAuthorization();
        SigningInGates.Use(app);
        Gates.UseCallerLimits(app, new ReadLimits(settings.CallerCostPerMinute, app.Services.GetRequiredService<TimeProvider>()));
        app.UseAntiforgery();
        KeptPages.Use(app, app.Services.GetRequiredService<SubjectBytesCache>(), app.Services.GetRequiredService<PublicCaching>());
    }

    private static void MapDoors(WebApplication app)
    {
        SiteFiles.Map(app, app.Services.GetRequiredService<SiteFiles>());
        app.MapRazorComponents<Document>();
        ViewForm.Map(app);
        HealthApi.Map(app);
        OpenApi.Map(app);
        CatalogueApi.Map(app);
        SubjectsApi.Map(app);
        RecordsApi.Map(app);
        DisclosuresApi.Map(app);
        OpenDataApi.Map(app);
        ExchangeApi.Map(app);
        AuthenticityApi.Map(app);
        CopiesApi.Map(app);
        WithdrawalsApi.Map(app);
        BadgeAddress.Map(app);
        VerifyForms.Map(app);
        DisclosureFiles.Map(app);
        RepairFiles.Map(app);
        RepairForms.Map(app);
        WorkRepairForms.Map(app);
        CounterRepairForms.Map(app);
        ReorganisationForms.Map(app);
        TemplatesApi.Map(app);
        StatisticsFile.Map(app);
        DataKeyForms.Map(app);
        CalendarApi.Map(app);
        IdentifiersApi.Map(app);
        TransparencyApi.Map(app);
        TokenApi.Map(app);
        SubmissionsApi.Map(app);
        RowsApi.Map(app);
        TraceApi.Map(app);
        QualityApi.Map(app);
        SessionForms.Map(app);
        SignInForms.Map(app);
        StepUpForms.Map(app);
        SecurityForms.Map(app);
        ResetForms.Map(app);
        SubmissionForms.Map(app);
        MakingForms.Map(app);
        ReviewForms.Map(app);
        RecordForms.Map(app);
        CasePaperDownloads.Map(app);
        RectificationForms.Map(app);
        OwnRectificationForms.Map(app);
        ReportForms.Map(app);
        OwnComplaintForms.Map(app);
        ReportingForms.Map(app);
        CatalogueForms.Map(app);
        PersonsApi.Map(app);
        PersonForms.Map(app);
        PeopleForms.Map(app);
        CounterForms.Map(app);
        MeForms.Map(app);
        AuthorisationForms.Map(app);
        StatementForms.Map(app);
        NotMeForm.Map(app);
        CounterPapers.Map(app);
        StatementDesk.Map(app);
        ObjectionForms.Map(app);
        WorkObjectionForms.Map(app);
        JudicialForms.Map(app);
        CounterObjectionForms.Map(app);
        ObjectionsApi.Map(app);
        TraceForms.Map(app);
        DelayForms.Map(app);
        DeskForms.Map(app);
        BulletinForms.Map(app);
        AuditForms.Map(app);
        ArticleForms.Map(app);
        SubscriberForms.Map(app);
        CommitmentsApi.Map(app);
        CommitmentForms.Map(app);
        CommitmentDeskForms.Map(app);
        TemplateForms.Map(app);
        CounterSigningForms.Map(app);
    }
}
