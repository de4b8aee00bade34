using BadHouse.Model.Lists;
using BadHouse.Platform.Publication;
using Microsoft.AspNetCore.Http;

namespace BadHouse.Platform.Collection
{
    /// <summary>Bad on purpose: uses later rooms and the roof, writes other rooms' tables, reads upward.</summary>
    public static class EagerIntake
    {
        public const int Chunk = 5_000;

        public static string Read(RestlessListing listing, string table) =>
            $"select s.id from collection.{table} s " + listing.Reason + Portal.Title + Roof.Name;

        public static string Join(string rest) => $"select * from collection.submission s where {rest}{Wait()}";

        public static string Write() => "insert into publication.page (id) values (@id)";

        public static string Copy() => "copy records.revision (id, fields) from stdin (format binary)";

        private static string Wait() => "\n join reports.report r on r.id = s.id";
    }

    /// <summary>Bad on purpose: an act that knows HTTP.</summary>
    public static class HurriedReceipt
    {
        public static string Of(HttpContext http) => http.TraceIdentifier;
    }
}

namespace BadHouse.Platform.Collection.Internal
{
    public static class Draft
    {
        public static string Name => "draft";
    }
}

namespace BadHouse.Platform.Publication
{
    /// <summary>Bad on purpose: reaches into another room's private part.</summary>
    public static class Portal
    {
        public static string Title => Collection.Internal.Draft.Name;
    }
}

namespace BadHouse.Platform
{
    /// <summary>Stands in no room: rooms may not use it.</summary>
    public static class Roof
    {
        public static string Name => "roof";
    }
}
