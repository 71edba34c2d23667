/** Names, and the ways to reach somebody. English, German, French, Spanish, Portuguese, some Italian, Dutch and others. */
export const CONTACT_WORDS = `
first+name: imiona jmeno krestni_jmeno prenume nama_depan keresztnev fnm frst_nm first_nme fst_nm fname firstname first_name first_nm forename givenname given_name given_names vorname vornamen prenom prenoms prename voornaam primeiro_nome primer_nombre nombre_pila nombres fornavn fornamn christian_name namefirst namegiven name_given имя 名 ad_isim imie
last+name: prijmeni prezime soyad soyadi soyisim nama_belakang nume_familie vezeteknev familiya lnm lst_nm last_nme lname lastname last_name last_nm surname surnames familyname family_name nachname nachnamen familienname zuname nom_famille nom_de_famille apellido apellidos primer_apellido segundo_apellido apellido_paterno apellido_materno sobrenome apelido apelidos ultimo_nome achternaam cognome etternavn efternamn фамилия namelast 姓 nazwisko secondname second_surname
middle+name: other_names othernames other_name tussenvoegsel otchestvo mname midname midinit minit middlename middle_name middle_initial zweitname zweiter_vorname segundo_nombre nome_meio patronymic отчество middle_init
full+name: nama_lengkap ad_soyad adsoyad imie_nazwisko imie_i_nazwisko volledige_naam nome_e_cognome ho_ten fullname full_name vollname voller_name nombre_completo nome_completo nom_complet nombre_apellidos nom_prenom nombre_y_apellidos 姓名 фио realname real_name legal_first_name known_as person_name
maiden+name: nazwisko_panienskie nazwisko_rodowe cognome_nubile meisjesnaam maidenname maiden_name geburtsname nom_jeune_fille nom_de_jeune_fille nombre_soltera birth_name
nick+name: stage_name pen_name  nickname nick_name spitzname alias_name surnom apodo nick
employee+name: ename empname
display+name: displayname display_name anzeigename
initials: initials initialen initiales iniciais
name: nama nazwa short_name long_name legal_name nme nam name nm =pname =sname =cname =dname nom nome nombre namn navn naam nimi names 名称 название isim bezeichner
first: first erster
last: last letzter
middle: middle
maiden: maiden
preferred: preferred
email: eposta e_posta adres_email adres_e_mail surel indirizzo_email email emails e_mail e_mails mail_address emailaddress email_address mailadresse e_mail_adresse email_adresse emailadresse courriel correo correo_electronico adresse_mail adresse_email adresse_electronique adresse_courriel correio_eletronico correo_e endereco_email email_id mail_id emailid eml mailid mailto почта 邮箱 メール email1 emailaddr email_addr electronic_mail_address epost e_post
mail: mail mails
kin+phone: emergency_contact_number emergency_contact_no emergency_contact_phone emergency_number
sender+phone: calling_party calling_party_number a_number anumber a_party caller_msisdn calling_msisdn caller_number calling_number caller_no caller_id callerid
recipient+phone: called_party called_party_number b_number bnumber b_party called_msisdn called_number callee_number dialed_number
phone: cellulare numero_cellulare telefono_cellulare telefon_komorkowy nr_telefonu numer_telefonu telepon no_telepon no_telp notelp no_hp nohp nomor_telepon cep_telefonu telefon_no mobiltelefon puhelin puhelinnumero telefonszam so_dien_thoai dien_thoai from_number to_number phne tlf tfno tlph phone phones phoneno phonenumber phonenum phone_number telephone telephones tel telno telnr telefon telefone telefono telefonos telefonnummer telefoonnummer telefoon telefonnr numero_telephone num_tel cellphone cell_phone cell cellular mobile_number mobileno mobile_no mobilephone mobile_phone handy handynummer handynr mobil mobiltelefon mobilnummer mobilfunk mobilfunknummer movil portable_tel telemovel celular fone rufnummer durchwahl gsm msisdn whatsapp landline festnetz festnetznummer teléfono 电话 电话号码 手机 телефон 電話番号 phn fon homephone home_phone workphone ph_no phone_no phone_1 direct_dial direct_line direct_number ddi_number
mobile: mobile mob =portable
fax: fax faxnummer telefax telecopie faxno faxnr facsimile
extension: extension phone_ext nebenstelle ramal anexo
address: adresa alamat alamat_rumah adres_zamieszkania addres adrs adress addre address addresses addr addrs adr adresse adressen adresses anschrift direccion direcciones dirección domicilio domicilios endereco enderecos endereço morada indirizzo adres домашний_адрес адрес 地址 住所 postal_address postanschrift mailing_address streetaddress addressline address_line adresszeile address1 address2 addr1 addr2 addr_1 home_address postaladdress residence wohnadresse domicile
street: ulice gatuadress gateadresse utca cadde sokak jalan street streets streetname strasse strassen str straat rue calle rua via logradouro avenida улица street_name street_line colonia nom_rue strassenname ulica
line: line ligne zeile linea linha
house+number: nr_domu numer_domu nr_mieszkania huisnr numero_civico n_civico huis_nr cislo_popisne cislo_domu kucni_broj house_num housenum house_number houseno houseno_ hausnummer hausnr hnr numero_casa building_number house_no numero_rue num_rue street_number huisnummer streetno street_no
unit+address: apartment_number apt_number apartmentnumber suite_number apt_no suite_no flat_no flat_number complemento_endereco =apt complement_adresse adresszusatz
pobox: po_box pobox postfach boite_postale apartado_postal caixa_postal
city: miasto miejscowosc kota mesto sehir oras localita city cities town towns ville villes ort orte wohnort stadt staedte stadte ciudad ciudades poblacion localidad cidade cidades municipio municipality commune localite locality localidade citta gemeente plaats comune город 城市 市区 cityname city_name city_nm gemeinde village suburb post_town posttown hometown home_town municipality_name woonplaats miasto
birth+place: miejsce_urodzenia luogo_nascita luogo_di_nascita tempat_lahir geboorteplaats misto_narozeni dogum_yeri birthplace birth_place place_of_birth geburtsort lieu_naissance lieu_de_naissance lugar_nacimiento lugar_de_nacimiento local_nascimento naturalidade birthcity birth_city city_of_birth birthstate birth_state
place: place lieu lugar
postalcode?: =cp =cap =pc
postal+code: kod_pocztowy kodpocztowy kode_pos kodepos posta_kodu postal_kod postanski_broj cod_postal psc codice_avviamento_postale irsz postal_code postalcode postcode post_code zip zipcode zip_code zips plz postleitzahl postleitzahlen code_postal codepostal codigo_postal codpostal cod_postal cep pincode pin_code codice_postale postnummer zippostalcode zip_postal_code zip_postal 邮编 индекс zip4 zip5 eircode postal_cd zip_cd postalnumber
region: region regions state states province provinces district districts county counties bundesland departement provincia provincias estado estados distrito bairro kreis landkreis kanton canton comarca concelho prefecture oblast stateprovince state_province prov barrio borough neighborhood neighbourhood stadtteil ortsteil
country: country countries land laender lander pays pais paises countrycode nation cntry страна ctry
location: home_location last_known_location location locations standort emplacement ubicacion localizacao localizacion whereabouts
latitude: latitude lat breitengrad latitud geo_lat geolat
longitude: longitude lng lon laengengrad longitud geo_long geo_lng geolng
longitude?: =long
coordinate: coordinate coordinates coords coord geocode geopoint geo_point geolocation geo_location latlng lat_lng lat_lon lat_long gps coordenadas koordinaten coordonnees spatiallocation spatial_location geom geo_coordinates gps_coordinates gpslocation
url: url urls website web_site websiteurl webseite homepage web_page site_web link links uri href internet_address webaddress web_address web
social+handle: matrix_user_id matrix_username matrix_handle matrix_user_name telegram_user_id telegram_username telegram_handle telegram_user_name discord_user_id discord_username discord_handle discord_user_name slack_user_id slack_username slack_handle slack_user_name twitter_user_id twitter_username twitter_handle twitter_user_name github_user_id github_username github_handle github_user_name facebook_user_id facebook_username facebook_handle facebook_user_name instagram_user_id instagram_username instagram_handle instagram_user_name linkedin_user_id linkedin_username linkedin_handle linkedin_user_name skype_user_id skype_username skype_handle skype_user_name wechat_user_id wechat_username wechat_handle wechat_user_name twitch_user_id twitch_username twitch_handle twitch_user_name line_user_id line_username line_handle line_user_name snapchat_user_id snapchat_username snapchat_handle snapchat_user_name tiktok_user_id tiktok_username tiktok_handle tiktok_user_name mastodon_user_id mastodon_username mastodon_handle mastodon_user_name gitlab_user_id gitlab_username gitlab_handle gitlab_user_name reddit_user_id reddit_username reddit_handle reddit_user_name vk_user_id vk_username vk_handle vk_user_name twitter twitter_handle instagram facebook skype linkedin telegram_handle github tiktok wechat mastodon snapchat
`;
